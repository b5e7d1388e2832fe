package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.PressPlan;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Makes single presses and writes down what came back. A press whose answer was lost is made again with the same key,
 * with a growing pause, until an answer comes or {@link #giveUp} is called.
 *
 * <p>Threading: the event loop only.
 */
final class PressSender implements Exchange {
    private static final long FIRST_RETRY_MS = 50;
    private static final int MOST_DOUBLINGS = 4;
    private static final int NO_WIRE = 0;

    private final PressPlan plan;
    private final Addressee to;
    private final RequestBytes requests;
    private final PressLog log;
    private final Tally tally;
    private final EventLoop loop;
    private final WirePool pool;
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private final int[] sentOn;
    private long startNs;
    private int unanswered;
    private boolean givenUp;

    PressSender(PressPlan plan, Addressee to, PressLog log, Tally tally, EventLoop loop, WirePool pool) {
        this.plan = plan;
        this.to = to;
        this.log = log;
        this.tally = tally;
        this.loop = loop;
        this.pool = pool;
        requests = new RequestBytes(to);
        sentOn = new int[plan.count()];
    }

    void begin(long startNs) {
        this.startNs = startNs;
        pool.whenFree(this::sendWaiting);
    }

    /** Sends the press now, or as soon as a connection is free: in the order of their times. */
    void due(int press) {
        unanswered++;
        if (!waiting.isEmpty() || !send(press, false)) {
            waiting.add(press);
            pool.growFor(waiting.size());
        }
    }

    /** Presses that were due and have no answer yet. */
    int unanswered() {
        return unanswered;
    }

    /** Presses that wait for a free connection. */
    int waiting() {
        return waiting.size();
    }

    /** Makes no more presses that have not left by now: they count as late. Those that have left are still repeated. */
    void dropUnsent() {
        int before = waiting.size();
        waiting.removeIf(press -> {
            boolean unsent = !log.wasSent(press);
            if (unsent) {
                tally.neverSent(nowNs() - plan.intendedNs(press));
            }
            return unsent;
        });
        unanswered -= before - waiting.size();
    }

    /** From here on answers are no longer waited for. */
    void giveUp() {
        givenUp = true;
        pool.whenFree(() -> { });
        pool.closeThoseWaitingSince(System.nanoTime());
    }

    @Override
    public void answered(int press, Answer answer) {
        long nowNs = nowNs();
        long latencyNs = nowNs - plan.intendedNs(press);
        unanswered--;
        if (answer.status() == 201) {
            log.bought(press, nowNs, Bought.of(answer, to.skus().get(plan.item(press))));
            tally.accepted(latencyNs);
        } else {
            log.refused(press, nowNs, answer);
            tally.refused(latencyNs);
        }
    }

    @Override
    public void lost(int press) {
        if (givenUp) {
            return;
        }
        tally.lost();
        int tries = log.lost(press);
        long pauseMs = FIRST_RETRY_MS << Math.min(tries - 1, MOST_DOUBLINGS);
        loop.schedule(() -> again(press), pauseMs, TimeUnit.MILLISECONDS);
    }

    private void again(int press) {
        if (!givenUp) {
            waiting.add(press);
            sendWaiting();
        }
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && send(waiting.peek(), true)) {
            waiting.remove();
        }
        pool.growFor(waiting.size());
    }

    private boolean send(int press, boolean waited) {
        int first = plan.firstOf(press);
        Wire wire = pool.take(first < 0 ? NO_WIRE : sentOn[first]);
        if (wire == null) {
            return false;
        }
        long nowNs = nowNs();
        if (!log.wasSent(press)) {
            log.sent(press, nowNs);
            tally.sent(nowNs - plan.intendedNs(press), waited);
        }
        sentOn[press] = wire.id();
        byte[] request = requests.buy(plan.item(press), plan.quantity(press), plan.buyer(press), plan.key(press));
        RequestBytes.send(wire, request, press, this);
        return true;
    }

    private long nowNs() {
        return System.nanoTime() - startNs;
    }
}
