package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.jmh.StageBenchmark;
import dev.shoutgate.bench.load.ProcessorTime;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a JVM of its own, from this program's class path, with the flags that a gateway needs and no others: all
 * servers of a comparison run alike.
 *
 * <p>Threading: one owner. It ends with its owner, whatever way that ends.
 */
public final class ServerProcess implements AutoCloseable {

    /** A busy machine may take a minute for what an idle one does in two seconds. */
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final Path errors;
    private final Thread endWithUs;
    /** The database behind it, or null. */
    private BackingProcess behind;
    private String readyLine;
    private Duration startTook;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.endWithUs = new Thread(process::destroyForcibly, "end-" + process.pid());
    }

    /** Starts a main class and returns once it has said that it is ready. Its errors go to a file of the folder. */
    public static ServerProcess start(ScratchFolder folder, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return start(folder, List.of(), main, arguments);
    }

    /** Likewise, with flags for its JVM besides those that every gateway needs. */
    public static ServerProcess start(ScratchFolder folder, List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile(folder.path(), main.getSimpleName(), ".err");
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command(flags, main, arguments)).redirectError(errors.toFile()).start();
        ServerProcess server = new ServerProcess(process, errors);
        Runtime.getRuntime().addShutdownHook(server.endWithUs);
        try {
            server.readyLine = awaitReady(process);
            server.startTook = Duration.ofNanos(System.nanoTime() - startNs);
            return server;
        } catch (IOException | TimeoutException e) {
            server.kill();
            String why = e instanceof TimeoutException ? "within " + START_SECONDS + " s" : e.getMessage();
            throw new IOException(main.getSimpleName() + " did not start: " + why + "\n" + Files.readString(errors), e);
        }
    }

    /** Likewise, before a database, which ends with the server. */
    public static ServerProcess startBefore(
            BackingProcess behind, ScratchFolder folder, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        try {
            ServerProcess server = start(folder, main, arguments);
            server.behind = behind;
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            behind.close();
            throw e;
        }
    }

    /** Runs a main class that serves nobody to its end. */
    public static void runToEnd(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(List.of(), main, arguments)).inheritIO().start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(main.getSimpleName() + " ended with " + code);
        }
    }

    private static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StageBenchmark.openFlags());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String awaitReady(Process process) throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> drain(process, ready), "output-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** To the end, and not only to the ready line: a server whose output nobody reads comes to a halt. */
    private static void drain(Process process, CompletableFuture<String> ready) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("ready ")) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IOException("it ended before it was ready"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** An address that it said when it was ready, such as {@code buyers}. */
    public String address(String side) {
        Matcher address = Pattern.compile(" " + side + "=(\\S+)").matcher(readyLine);
        if (!address.find()) {
            throw new IllegalStateException("no address of " + side + " in: " + readyLine);
        }
        return address.group(1);
    }

    /** Processor time so far, of user and kernel, of the server and of the database behind it. */
    public Duration cpu() {
        Duration own = ProcessorTime.of(process.toHandle());
        return behind == null ? own : own.plus(behind.cpu());
    }

    /** From the moment before the process was made to its ready line. */
    public Duration startTook() {
        return startTook;
    }

    public long pid() {
        return process.pid();
    }

    /** What it has written to its standard error so far. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Ends it as a kernel would: it gets no moment to finish anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    @Override
    public void close() {
        end(process, STOP_SECONDS, endWithUs);
        if (behind != null) {
            behind.close();
        }
    }

    /** Asks a process to end, makes it after so many seconds, and takes back what would have done so at our own end. */
    public static void end(Process process, int stopSeconds, Thread endWithUs) {
        process.destroy();
        try {
            if (!process.waitFor(stopSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
