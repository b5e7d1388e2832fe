package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.GatewayException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Performs the acts of a script at their times, one after the other. An act that the gateway was too busy for, or
 * whose answer was lost, is repeated under its key, as a host's console would.
 *
 * <p>Threading: a thread of its own; {@link #start}, {@link #stop} and {@link #end} from any.
 */
public final class Director {
    private static final int MOST_TRIES = 40;
    private static final long RETRY_NS = 25_000_000;
    private static final int NO_ANSWER = 0;
    private static final int BUSY = 503;

    private final GatewayApi api;
    private final String saleId;
    private final ShowScript script;
    private final String runId;
    private final List<Performed> performed = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private long beginNs;

    public Director(GatewayApi api, String saleId, ShowScript script, String runId) {
        this.api = api;
        this.saleId = saleId;
        this.script = script;
        this.runId = runId;
        thread = new Thread(this::perform, "sim-director");
        thread.setDaemon(true);
    }

    /** The show begins now. */
    public void start() {
        beginNs = System.nanoTime();
        thread.start();
    }

    /** Performs nothing more; what is under way is finished. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the last act and says what was done. */
    public List<Performed> end() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(performed);
    }

    private void perform() {
        for (int i = 0; i < script.cues().size(); i++) {
            Cue cue = script.cues().get(i);
            sleepUntil(beginNs + script.atNs(cue));
            if (stopped) {
                return;
            }
            long startNs = System.nanoTime();
            String failure = perform(cue, runId + "-act-" + i);
            performed.add(new Performed(cue, startNs, System.nanoTime(), failure));
        }
    }

    /** Null when it is done, or why it is not. */
    private String perform(Cue cue, String key) {
        String failure = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                cue.perform(api, saleId, key);
                return null;
            } catch (GatewayException e) {
                failure = e.getMessage();
                boolean again = e.status() == BUSY || e.status() == NO_ANSWER && cue.hasKey();
                if (!again || stopped) {
                    return failure;
                }
                sleepUntil(System.nanoTime() + RETRY_NS);
            }
        }
        return failure;
    }

    private void sleepUntil(long momentNs) {
        for (long leftNs = momentNs - System.nanoTime(); leftNs > 0 && !stopped;
                leftNs = momentNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
