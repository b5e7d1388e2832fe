package dev.shoutgate.blackbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A small file system of its own in memory, which can be filled to the last byte. Mounting needs the right to do so. */
public final class Tmpfs implements AutoCloseable {

    private static final byte[] BLOCK = new byte[64 << 10];

    private final Path root;

    private Tmpfs(Path root) {
        this.root = root;
    }

    /** Empty, with a line on why, where this machine does not let us. */
    public static Optional<Tmpfs> mount(Path root, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(root);
        String refusal;
        try {
            refusal = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "shoutgate-test", root.toString());
        } catch (IOException noSuchCommand) {
            refusal = noSuchCommand.getMessage();
        }
        if (refusal == null) {
            return Optional.of(new Tmpfs(root));
        }
        System.out.println("skipped: no small file system can be mounted here (it needs root on Linux): " + refusal);
        return Optional.empty();
    }

    /** What the command said when it failed; null when it did not. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? null : said;
    }

    public Path root() {
        return root;
    }

    /** Takes all the space that is left, and goes on taking what comes free while it is at it. */
    public void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            for (int bytes = BLOCK.length; bytes > 0;) {
                bytes = wrote(ballast, bytes) ? bytes : bytes / 2;
            }
        }
    }

    private static boolean wrote(OutputStream to, int bytes) {
        try {
            to.write(BLOCK, 0, bytes);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return root.resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        String refusal = run("umount", root.toString());
        if (refusal != null) {
            refusal = run("umount", "-l", root.toString());
        }
        if (refusal != null) {
            throw new IOException(refusal);
        }
    }
}
