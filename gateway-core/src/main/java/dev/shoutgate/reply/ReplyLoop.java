package dev.shoutgate.reply;

import dev.shoutgate.telemetry.LoopStats;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * What one event loop keeps for its replies: the mailbox in which shards leave outcomes, exchanges to use again, and
 * the memory in which replies are put together.
 *
 * <p>Threading: the event loop's own, but for {@link #hand} and {@link #wake}, which shards call.
 */
public final class ReplyLoop {

    private static final int MAILBOX_CHUNK = 4096;
    private static final int MOST_IDLE_EXCHANGES = 8192;
    /** A few clients that pipeline are none. */
    private static final int CROWD = 5;

    private final int index;
    private final EventLoop eventLoop;
    private final MpscUnboundedAtomicArrayQueue<Exchange> mailbox = new MpscUnboundedAtomicArrayQueue<>(MAILBOX_CHUNK);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ArrayDeque<Exchange> idle = new ArrayDeque<>();
    private final ReplyWriter writer = new ReplyWriter();
    private final LoopStats stats;
    private final List<Runnable> atEndOfTurn = new ArrayList<>();
    /** Connections that have a reply to write. */
    private final List<Connection> answered = new ArrayList<>();
    /** Connections whose sockets were not read empty in this turn, and in the one before. */
    private int behind;
    private int behindBefore;

    public ReplyLoop(int index, EventLoop eventLoop, LoopStats stats) {
        this.index = index;
        this.eventLoop = eventLoop;
        this.stats = stats;
    }

    /** Leaves an exchange whose outcome is complete. Any thread; {@link #wake} must follow. */
    void hand(Exchange exchange) {
        mailbox.offer(exchange);
    }

    /** Wakes the event loop if something waits for it: once a batch and not once a reply. Any thread. */
    public void wake() {
        if (!mailbox.isEmpty() && awake.compareAndSet(false, true)) {
            eventLoop.execute(this::deliver);
        }
    }

    /** Runs a task, once, when the loop has read all that its sockets had for it in this turn. Event loop only. */
    public void atEndOfTurn(Runnable task) {
        if (atEndOfTurn.isEmpty()) {
            eventLoop.execute(this::endTurn);
        }
        if (!atEndOfTurn.contains(task)) {
            atEndOfTurn.add(task);
        }
    }

    /** A connection was read, and something may be left in its socket. */
    void countBehind() {
        behind++;
    }

    /** Whether many connections were not read empty, in this turn or the one before. */
    boolean isCrowded() {
        return Math.max(behind, behindBefore) >= CROWD;
    }

    private void endTurn() {
        behindBefore = behind;
        behind = 0;
        for (int i = 0; i < atEndOfTurn.size(); i++) {
            atEndOfTurn.get(i).run();
        }
        atEndOfTurn.clear();
    }

    private void deliver() {
        // Before the mailbox is emptied: whoever leaves something after the last poll must find us asleep.
        awake.set(false);
        for (Exchange exchange = mailbox.poll(); exchange != null; exchange = mailbox.poll()) {
            exchange.complete = true;
            if (exchange.connection.startAnswering()) {
                answered.add(exchange.connection);
            }
        }
        // Once a connection and not once a reply: a proxy's has many of a batch, and a write of each costs most of it.
        for (int i = 0; i < answered.size(); i++) {
            answered.get(i).answer();
        }
        answered.clear();
    }

    Exchange take() {
        Exchange exchange = idle.poll();
        return exchange != null ? exchange : new Exchange(this);
    }

    void giveBack(Exchange exchange) {
        exchange.clear();
        if (idle.size() < MOST_IDLE_EXCHANGES) {
            idle.push(exchange);
        }
    }

    ReplyWriter writer() {
        return writer;
    }

    LoopStats stats() {
        return stats;
    }

    /** The loop's place among the loops of its group, from 0. */
    public int index() {
        return index;
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }
}
