package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.ProcessorTime;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A database behind a server: a process of ours on a loopback port, which ends with its owner.
 *
 * <p>Threading: one owner.
 */
public final class BackingProcess implements AutoCloseable {

    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final int port;
    private final Thread endWithUs;

    private BackingProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.endWithUs = new Thread(process::destroy, "end-" + process.pid());
    }

    /** Starts it and returns once its port takes connections. What it says goes to a file of the folder. */
    static BackingProcess start(ScratchFolder folder, int port, List<String> command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder.path(), "backing", ".log");
        Process process = new ProcessBuilder(command).directory(folder.path().toFile())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        BackingProcess backing = new BackingProcess(process, port);
        Runtime.getRuntime().addShutdownHook(backing.endWithUs);
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!backing.takesConnections()) {
            if (!process.isAlive() || System.nanoTime() > deadlineNs) {
                backing.close();
                throw new IOException(String.join(" ", command) + " did not start:\n" + Files.readString(said));
            }
            Thread.sleep(20);
        }
        return backing;
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A loopback port that is free at this moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where a program lies on the path, if there is one. */
    public static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    public int port() {
        return port;
    }

    Duration cpu() {
        return ProcessorTime.of(process.toHandle());
    }

    /** Ends it at once, with what it was doing undone. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        close();
    }

    @Override
    public void close() {
        ServerProcess.end(process, STOP_SECONDS, endWithUs);
    }
}
