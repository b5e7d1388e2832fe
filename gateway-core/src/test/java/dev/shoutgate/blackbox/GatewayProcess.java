package dev.shoutgate.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a child process, which may be stopped as an operator would and killed as a kernel would. */
public final class GatewayProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    /** How a shell says that SIGKILL, number 9, ended a process. */
    private static final int KILLED = 128 + 9;
    private static final Pattern READY =
            Pattern.compile("ready buyers=http://\\S+:(\\d+) operators=http://\\S+:(\\d+) data=(\\S+)");

    private final Process process;
    private final ProcessOutput output;
    private int buyersPort;
    private int operatorsPort;

    GatewayProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).start();
        output = new ProcessOutput(process);
    }

    /** Starts {@code serve --config} on these settings and returns when the gateway says that it is ready. */
    public static GatewayProcess serve(Path folder, Settings settings) throws IOException {
        return begin(folder, settings).untilReady();
    }

    /** Like {@link #serve}, without waiting for anything. */
    public static GatewayProcess begin(Path folder, Settings settings) throws IOException {
        return begin(folder, settings, List.of());
    }

    /** Like {@link #begin(Path, Settings)}, with a command in front that runs the gateway, such as setpriv. */
    public static GatewayProcess begin(Path folder, Settings settings, List<String> runner) throws IOException {
        Path file = folder.resolve("gateway-under-test.yaml");
        Files.writeString(file, settings.yaml());
        List<String> command = new ArrayList<>(runner);
        command.addAll(GatewayCommand.of(List.of("serve", "--config", file.toString())));
        // What a killed process leaves among its temporary files goes with the test's folder.
        command.add(runner.size() + 1, "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        return new GatewayProcess(command);
    }

    /** Starts any command that serves and returns when it is ready; the child is gone when this throws. */
    public static GatewayProcess ready(String... arguments) throws IOException {
        return run(arguments).untilReady();
    }

    /** Returns this once it is ready; the child is gone when this throws. */
    public GatewayProcess untilReady() {
        try {
            awaitReady();
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts a command that is to end by itself; look at {@link #exitCode} and {@link #output}. */
    public static GatewayProcess run(String... arguments) throws IOException {
        return new GatewayProcess(GatewayCommand.of(List.of(arguments)));
    }

    private void awaitReady() {
        String line = output.awaitLineOnStdout("ready", START_LIMIT);
        Matcher ready = READY.matcher(line);
        if (!ready.matches()) {
            throw new AssertionError("not the agreed ready line: " + line);
        }
        buyersPort = Integer.parseInt(ready.group(1));
        operatorsPort = Integer.parseInt(ready.group(2));
        Description.areBound(buyersPort, operatorsPort);
        if (output.lines().stream().anyMatch(printed -> printed.startsWith("live room"))) {
            Description.isDemo(buyersPort, operatorsPort);
        }
    }

    public int buyersPort() {
        return buyersPort;
    }

    public int operatorsPort() {
        return operatorsPort;
    }

    public Buyers buyers() {
        return new Buyers(buyersPort);
    }

    public Operators operators() {
        return new Operators(operatorsPort, Tokens.PLATFORM);
    }

    public Shop shop() {
        return new Shop(operators());
    }

    public ProcessOutput output() {
        return output;
    }

    /** SIGKILL to this very child: it gets no moment to finish anything. Fails where it had ended by itself before. */
    public void killHard() throws InterruptedException {
        process.destroyForcibly();
        int code = exitCode(Duration.ofSeconds(10));
        if (code != KILLED) {
            throw new AssertionError("had ended by itself with " + code + " before it was killed\n" + output);
        }
    }

    /** Waits so long for the end, and says whether it came. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM, which it may take its time to follow. */
    public void askToEnd() {
        process.destroy();
    }

    /** SIGTERM, and the exit code that follows. */
    public int terminate() throws InterruptedException {
        askToEnd();
        return exitCode(Duration.ofSeconds(30));
    }

    public int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + "\n" + output);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
