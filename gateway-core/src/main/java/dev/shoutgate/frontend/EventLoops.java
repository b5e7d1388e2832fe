package dev.shoutgate.frontend;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.GatewayConfig.Transport;
import dev.shoutgate.reply.ReplyLoop;
import dev.shoutgate.room.WatchedSales;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads that drive the {@link Sockets}.
 *
 * <p>Operators have a loop of their own: a scrape of the metrics or a long history takes tens of milliseconds while its
 * code is cold, and on a buyers' loop the whole crowd would wait behind it (80 ms were measured).
 *
 * <p>Threading: made and closed by whoever starts the gateway.
 */
public final class EventLoops implements AutoCloseable {

    private final EventLoopGroup buyers;
    private final EventLoopGroup operators;
    private final Class<? extends ServerChannel> channelType;
    private final List<ReplyLoop> loops = new ArrayList<>();
    private final List<LoopStats> stats = new ArrayList<>();
    private final List<WatchedSales> rooms = new ArrayList<>();
    /** The loop whose thread asks; none elsewhere. */
    private final FastThreadLocal<ReplyLoop> current = new FastThreadLocal<>();

    /**
     * {@code count}: loops for buyers.
     *
     * @throws BadSettingException if this machine does not have the transport
     */
    public EventLoops(int count, Transport transport) {
        Sockets sockets = Sockets.of(transport);
        buyers = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("event-loop", true), sockets.io());
        operators = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("operators-loop", true), sockets.io());
        channelType = sockets.channel();
        buyers.forEach(loop -> add(loop, "buyers"));
        operators.forEach(loop -> add(loop, "operators"));
    }

    private void add(EventExecutor executor, String port) {
        LoopStats loopStats = new LoopStats(port);
        stats.add(loopStats);
        ReplyLoop loop = new ReplyLoop(loops.size(), (EventLoop) executor, loopStats);
        loops.add(loop);
        rooms.add(new WatchedSales(loop.eventLoop()));
        executor.execute(() -> current.set(loop));
    }

    EventLoopGroup buyers() {
        return buyers;
    }

    EventLoopGroup operators() {
        return operators;
    }

    Class<? extends ServerChannel> channelType() {
        return channelType;
    }

    ReplyLoop of(EventLoop eventLoop) {
        for (ReplyLoop loop : loops) {
            if (loop.eventLoop() == eventLoop) {
                return loop;
            }
        }
        throw new IllegalArgumentException(eventLoop + " is not one of ours");
    }

    /** All of them, the buyers' first. */
    public List<ReplyLoop> loops() {
        return loops;
    }

    public List<LoopStats> stats() {
        return stats;
    }

    /** What the connections of a loop watch. */
    WatchedSales room(int loop) {
        return rooms.get(loop);
    }

    /** How many connections watch a sale. Any thread. */
    public int watchers() {
        return rooms.stream().mapToInt(WatchedSales::watchers).sum();
    }

    /** Ends all streams, soon. Any thread. */
    public void endStreams() {
        for (int i = 0; i < rooms.size(); i++) {
            loops.get(i).eventLoop().execute(rooms.get(i)::end);
        }
    }

    /** Wakes every loop for which an outcome waits. Any thread. */
    public void wake() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).wake();
        }
    }

    /**
     * Runs a task at once, but where an event loop calls, once that loop has read what its sockets had in this turn: a
     * crowd's presses come in together, and one wake-up of a shard does for all of them. Any thread.
     */
    public void afterPublishing(Runnable task) {
        ReplyLoop loop = current.get();
        if (loop == null) {
            task.run();
        } else {
            loop.atEndOfTurn(task);
        }
    }

    /** Returns once every loop has done what was given to it before. Not from an event loop. */
    public void awaitTurn() {
        for (ReplyLoop loop : loops) {
            loop.eventLoop().submit(() -> { }).awaitUninterruptibly();
        }
    }

    @Override
    public void close() {
        List.of(buyers, operators).stream()
                .map(group -> group.shutdownGracefully(0, 5_000, TimeUnit.MILLISECONDS)).toList()
                .forEach(ended -> ended.awaitUninterruptibly());
    }
}
