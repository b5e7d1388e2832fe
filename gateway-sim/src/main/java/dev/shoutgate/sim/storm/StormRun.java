package dev.shoutgate.sim.storm;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Lives one seed after the other until one breaks a promise, and says how far it is.
 *
 * <p>Threading: the caller's, which it keeps busy until it returns.
 */
public final class StormRun {
    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private final Storm.Life life;
    private final PrintWriter out;

    /** Lives of a storm; what it says goes to the writer. */
    public StormRun(Storm storm, PrintWriter out) {
        this(storm.name().toLowerCase(Locale.ROOT), storm.life(), out);
    }

    StormRun(String name, Storm.Life life, PrintWriter out) {
        this.name = name;
        this.life = life;
        this.out = out;
    }

    /** Returns whether every seed held; where one did not, it has said which, why and how to see it again. */
    public boolean run(long first, long seeds) {
        long startNs = System.nanoTime();
        long saidNs = startNs;
        for (long seed = first; seed < first + seeds; seed++) {
            if (!holds(seed)) {
                return false;
            }
            long nowNs = System.nanoTime();
            if (nowNs - saidNs > PROGRESS_NS) {
                saidNs = nowNs;
                out.printf("%s storm: %,d of %,d seeds%n", name, seed - first + 1, seeds);
                out.flush();
            }
        }
        out.printf("%s storm: seeds %d to %d held, in %.1f s%n", name, first, first + seeds - 1,
                (System.nanoTime() - startNs) / 1e9);
        out.flush();
        return true;
    }

    private boolean holds(long seed) {
        try {
            life.live(seed);
            return true;
        } catch (Exception | AssertionError e) {
            out.printf("%s storm: seed %d breaks a promise. See it again with:%n"
                    + "  java -jar gateway-sim/target/sim.jar storm --only %s --seed %d%n", name, seed, name, seed);
            e.printStackTrace(out);
            out.flush();
            return false;
        }
    }
}
