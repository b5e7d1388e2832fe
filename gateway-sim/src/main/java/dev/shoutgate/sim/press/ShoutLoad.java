package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.PressPlan;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has every press of a plan made at its time, whatever the gateway does, and closes the books each second.
 *
 * <p>Threading: {@link #start} and {@link #stop} from any thread; all else happens on the event loop, the progress
 * consumer too, which therefore must not block. The log and the tally may be read once {@link #start}'s future is done.
 */
public final class ShoutLoad {
    /** Timers closer together than this cost more than they bring. */
    private static final long SHORTEST_TIMER_NS = 50_000;
    private static final long SETTLE_TIMER_NS = 5_000_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long LONGEST_OPENING_NS = 3 * SECOND_NS;

    private final PressPlan plan;
    private final PressLog log;
    private final Tally tally;
    private final PressSender sender;
    private final EventLoop loop;
    private final WirePool pool;
    private final LoadSettings settings;
    private final Consumer<Second> progress;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long startNs;
    private long settledByNs;
    private long stoppedNs = Long.MAX_VALUE;
    private int next;
    private int end;
    private int offered;
    private int secondsClosed;

    public ShoutLoad(Transport transport, WirePool pool, Addressee to, PressPlan plan, LoadSettings settings,
                     Consumer<Second> progress) {
        this.plan = plan;
        this.pool = pool;
        this.settings = settings;
        this.progress = progress;
        loop = transport.loop();
        log = new PressLog(plan.count());
        tally = new Tally(settings.lagThreshold().toNanos());
        sender = new PressSender(plan, to, log, tally, loop, pool);
        end = plan.count();
    }

    /** Opens connections, then begins. The future completes when every press has its answer or the wait is over. */
    public CompletableFuture<Void> start() {
        long openByNs = System.nanoTime() + LONGEST_OPENING_NS;
        loop.execute(guarded(() -> open(openByNs)));
        return done;
    }

    /** Makes no further presses; those under way are still waited for. Harmless when repeated or too late. */
    public void stop() {
        if (!done.isDone()) {
            loop.execute(() -> {
                end = next;
                stoppedNs = nowNs();
                settledByNs = Math.min(settledByNs, stoppedNs + settings.settle().toNanos());
            });
        }
    }

    public PressLog log() {
        return log;
    }

    public Tally tally() {
        return tally;
    }

    /** How long presses were offered if the load was stopped early, else {@link Long#MAX_VALUE}. */
    public long offeredNs() {
        return stoppedNs;
    }

    /** When the run's clock began, as {@link System#nanoTime} tells it; to be read once the load is done. */
    public long startNs() {
        return startNs;
    }

    /** Connections open at one time, at most. */
    public int mostConnections() {
        return pool.mostOpen();
    }

    private void open(long openByNs) {
        pool.grow(settings.connections());
        if (pool.open() < settings.connections() && System.nanoTime() < openByNs) {
            loop.schedule(guarded(() -> open(openByNs)), SETTLE_TIMER_NS, TimeUnit.NANOSECONDS);
            return;
        }
        startNs = System.nanoTime();
        settledByNs = plan.intendedNs(plan.count() - 1) + settings.settle().toNanos();
        sender.begin(startNs);
        pump();
    }

    private void pump() {
        long nowNs = nowNs();
        while (next < end && plan.intendedNs(next) <= nowNs) {
            sender.due(next++);
        }
        closeSeconds(nowNs);
        boolean allMade = next == end;
        if (allMade && isSettled(nowNs)) {
            finish();
            return;
        }
        long waitNs = allMade ? SETTLE_TIMER_NS : plan.intendedNs(next) - nowNs();
        long untilSecondNs = (secondsClosed + 1) * SECOND_NS - nowNs;
        long timerNs = Math.max(SHORTEST_TIMER_NS, Math.min(waitNs, untilSecondNs));
        loop.schedule(guarded(this::pump), timerNs, TimeUnit.NANOSECONDS);
    }

    /**
     * In two steps: first what never left is dropped, which is our own fault, and only after as long again is an answer
     * that has not come the gateway's.
     */
    private boolean isSettled(long nowNs) {
        if (nowNs > settledByNs) {
            sender.dropUnsent();
        }
        return sender.unanswered() == 0 || nowNs > settledByNs + settings.settle().toNanos();
    }

    private void closeSeconds(long nowNs) {
        while (nowNs >= (secondsClosed + 1) * SECOND_NS) {
            closeSecond();
            pool.closeThoseWaitingSince(System.nanoTime() - settings.answerTimeout().toNanos());
        }
    }

    private void closeSecond() {
        int before = offered;
        long endNs = ++secondsClosed * SECOND_NS;
        while (offered < end && plan.intendedNs(offered) < endNs) {
            offered++;
        }
        progress.accept(tally.closeSecond(offered - before, sender.waiting()));
    }

    private void finish() {
        sender.giveUp();
        closeSecond();
        done.complete(null);
    }

    /** An error in a timer would be swallowed by the loop, and the run would wait for ever. */
    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        };
    }

    private long nowNs() {
        return System.nanoTime() - startNs;
    }
}
