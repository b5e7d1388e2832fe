package dev.shoutgate.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the benchmarks of the stages have in common: how often and how long they are measured, and what their JVMs need.
 *
 * <p>The manifest's {@code Add-Opens} reach the JVM of {@code java -jar} and not the ones that it starts, so the flags
 * stand here once more; the build's own tests run with {@code jvm.open-flags} and one of them compares the two.
 */
@Fork(value = 2, jvmArgsAppend = {
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
    "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
    // As the gateway sets it for itself when it serves.
    "-Dagrona.disable.bounds.checks=true"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class StageBenchmark {

    /** The flags of every JVM that runs a gateway, or a part of one, from a class path. */
    public static List<String> openFlags() {
        return Stream.of(StageBenchmark.class.getAnnotation(Fork.class).jvmArgsAppend())
                .filter(flag -> flag.startsWith("--add-")).toList();
    }
}
