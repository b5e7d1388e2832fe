package dev.shoutgate.bench;

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
final class ServerProcess implements AutoCloseable {

    /** A busy machine may take a minute for what an idle one does in two seconds. */
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final String readyLine;
    private final Thread endWithUs;

    private ServerProcess(Process process, String readyLine, Thread endWithUs) {
        this.process = process;
        this.readyLine = readyLine;
        this.endWithUs = endWithUs;
    }

    /** Starts a main class and returns once it has said that it is ready. Its errors go to a file of the folder. */
    static ServerProcess start(ScratchFolder folder, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StageBenchmark.openFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder.path(), main.getSimpleName(), ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Thread endWithUs = new Thread(process::destroyForcibly, "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithUs);
        try {
            return new ServerProcess(process, awaitReady(process), endWithUs);
        } catch (IOException | TimeoutException e) {
            process.destroyForcibly();
            String why = e instanceof TimeoutException ? "within " + START_SECONDS + " s" : e.getMessage();
            throw new IOException(main.getSimpleName() + " did not start: " + why + "\n" + Files.readString(errors), e);
        }
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
    String address(String side) {
        Matcher address = Pattern.compile(" " + side + "=(\\S+)").matcher(readyLine);
        if (!address.find()) {
            throw new IllegalStateException("no address of " + side + " in: " + readyLine);
        }
        return address.group(1);
    }

    /** Processor time so far, of user and kernel; on Linux from {@code /proc/PID/stat}, in steps of 10 ms. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(
                () -> new IllegalStateException(
                        "this system does not tell the processor time of process " + process.pid()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
