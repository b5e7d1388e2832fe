package dev.shoutgate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every class of tests that lost a piece of Netty's memory. JUnit finds it by itself, and makes it before any class
 * of Netty is loaded, which reads these settings once. Whoever sets them on the command line of the JVM has the last word.
 */
public final class LastLook implements AfterAllCallback {

    private static final int SHOWN = 3;
    private static final Pattern FRAMES_OF_JUNIT = Pattern.compile("(?m)^\t(org\\.junit|java\\.base)[./].*\n");

    public LastLook() {
        setUnlessSet("io.netty.leakDetection.level", "paranoid");
        setUnlessSet("io.netty.customResourceLeakDetector", LeakIsAFailure.class.getName());
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        List<String> lost = LeakIsAFailure.found();
        if (!lost.isEmpty()) {
            String first = lost.stream().limit(SHOWN).collect(Collectors.joining("\n"));
            throw new AssertionError("memory that nobody gave back here or in the classes of the seconds before, lost in "
                    + lost.size() + " ways: "
                    + FRAMES_OF_JUNIT.matcher(first).replaceAll(""));
        }
    }
}
