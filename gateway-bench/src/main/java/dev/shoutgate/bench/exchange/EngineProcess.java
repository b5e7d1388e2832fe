package dev.shoutgate.bench.exchange;

import dev.shoutgate.bench.jmh.StageBenchmark;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An engine in a JVM of its own, run to its end.
 *
 * @param name      in reports
 * @param classPath of the JVM
 * @param command   main class and arguments
 *
 * <p>Threading: one owner, who waits for it.
 */
public record EngineProcess(String name, String classPath, List<String> command) {

    /** Written by the build, into the folder in which it puts our jar. */
    private static final String CLASS_PATH_FILE = "exchange-core.classpath";

    /** What its release of Chronicle's libraries opens besides, which the JVMs that it was made for did not close. */
    private static final List<String> EXCHANGE_FLAGS = List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED");

    /** A million buyers on a busy machine take one; an engine that lost a thread takes for ever. */
    private static final int MOST_MINUTES = 5;

    /** The shard, one thread. */
    public static EngineProcess shard(int buyers, int warmUps, int rounds) {
        return new EngineProcess("shard", System.getProperty("java.class.path"),
                command(ShardOrders.class.getName(), buyers, warmUps, rounds));
    }

    /** exchange-core, with one of its ways to wait. */
    public static EngineProcess exchange(String waitStrategy, int buyers, int warmUps, int rounds) throws IOException {
        return new EngineProcess("exchange-core " + waitStrategy.toLowerCase(Locale.ROOT), classPathOfExchange(),
                command(ExchangeEngine.class.getName(), buyers, waitStrategy, warmUps, rounds));
    }

    private static List<String> command(Object... words) {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        return command;
    }

    /** exchange-core with all that it wants, and its program, in a jar beside ours. */
    private static String classPathOfExchange() throws IOException {
        Path folder = ourFolder();
        Path file = folder.resolve(CLASS_PATH_FILE);
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: the build writes it (mvn package)");
        }
        String classPath = Files.readString(file).trim();
        for (String jar : classPath.split(File.pathSeparator)) {
            if (!Files.exists(Path.of(jar))) {
                throw new IOException(jar + ", which exchange-core wants, is missing: build again (mvn package)");
            }
        }
        return classPath;
    }

    private static Path ourFolder() throws IOException {
        try {
            return Path.of(EngineProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Runs it; every order must have been accepted. */
    public OrderRun run() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        all.addAll(StageBenchmark.openFlags());
        all.addAll(EXCHANGE_FLAGS);
        all.addAll(List.of("-Xmx3g", "-Dagrona.disable.bounds.checks=true", "-cp", classPath));
        all.addAll(command);
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        Thread endWithUs = new Thread(process::destroyForcibly, "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithUs);
        try {
            CompletableFuture.runAsync(process::destroyForcibly,
                    CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES));
            return accepted(outputOf(process));
        } finally {
            process.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        }
    }

    private List<String> outputOf(Process process) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(name + " failed:\n" + String.join("\n", lines));
        }
        return lines;
    }

    private OrderRun accepted(List<String> output) throws IOException {
        OrderRun run = output.stream().filter(OrderRun::isLine).findFirst().map(OrderRun::of)
                .orElseThrow(() -> new IOException(name + " said nothing of what it did:\n"
                        + String.join("\n", output)));
        if (run.orders() == 0 || run.accepted() != run.orders()) {
            throw new IOException(name + " accepted " + run.accepted() + " of " + run.orders() + " orders");
        }
        return run;
    }
}
