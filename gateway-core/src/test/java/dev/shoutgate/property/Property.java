package dev.shoutgate.property;

import java.lang.StackWalker.StackFrame;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A claim about all values of some kind, checked on many of them.
 *
 * <p>Each run draws other values. A failure shows the simplest values on which the claim was seen to fail, the
 * seed, and the command that draws the same again: {@code -Dshoutgate.seed} sets the seed.
 *
 * <p>Threading: the test's own.
 */
public final class Property {

    private static final int MOST_SECONDS_OF_SHRINKING = 20;
    /** How many tries may be left out for each that counts. */
    private static final int MOST_LEFT_OUT = 10;

    /** The claim: draws its values and throws if it does not hold for them. */
    @FunctionalInterface
    public interface Body {
        void check(Draws draws) throws Exception;
    }

    private Property() {}

    /**
     * Checks the claim so many times. To be called by the test's own method, since that is what the command names.
     *
     * @throws AssertionError if it fails once, or if nearly all tries are left out
     */
    public static void forAll(int tries, Body body) {
        forAll(Long.getLong("shoutgate.seed", ThreadLocalRandom.current().nextInt(1, 1_000_000_000)), tries, body);
    }

    static void forAll(long seed, int tries, Body body) {
        SplittableRandom random = new SplittableRandom(seed);
        int leftOut = 0;
        for (int done = 0; done < tries; ) {
            Try one = Try.of(body, Choices.atRandom(random.split()));
            if (one.failed()) {
                Shrinker shrinker = new Shrinker(body, one, MOST_SECONDS_OF_SHRINKING);
                throw failure(seed, "try " + (done + 1) + " of " + tries, shrinker);
            } else if (!one.wasLeftOut()) {
                done++;
            } else if (++leftOut > MOST_LEFT_OUT * tries) {
                throw new AssertionError("wanted " + tries + " tries, came " + done + " and " + leftOut
                        + " that were left out");
            }
        }
    }

    private static AssertionError failure(long seed, String where, Shrinker shrinker) {
        Try simplest = shrinker.simplest();
        return new AssertionError("It does not hold for\n" + simplest.values()
                + "found at " + where + " with seed " + seed + ", simplified in " + shrinker.steps() + " steps"
                + (shrinker.isTimeLeft() ? "" : ", not to the end: " + MOST_SECONDS_OF_SHRINKING + " s were over")
                + ".\nAgain: " + command(seed) + "\n" + simplest.failure(), simplest.failure());
    }

    private static String command(long seed) {
        StackFrame test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(frames ->
                frames.filter(frame -> frame.getDeclaringClass() != Property.class).findFirst().orElseThrow());
        return "mvn -B -ntp -pl " + Path.of("").toAbsolutePath().getFileName() + " -am test -Dtest="
                + test.getDeclaringClass().getSimpleName() + "#" + test.getMethodName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dshoutgate.seed=" + seed;
    }
}
