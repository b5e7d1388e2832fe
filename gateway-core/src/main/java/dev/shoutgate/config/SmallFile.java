package dev.shoutgate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The content of a file that a setting names, as a key or a certificate. It is read again and again, because it may
 * change.
 *
 * <p>Threading: any; stateless.
 */
public final class SmallFile {

    private static final int MAX_BYTES = 1 << 20;

    private SmallFile() {}

    /**
     * All of its bytes, at least one.
     *
     * @throws IOException where there are none; its message says why, to be put behind the file's name
     */
    public static byte[] read(Path file) throws IOException {
        byte[] bytes = content(file);
        if (bytes.length == 0) {
            throw new IOException("is empty");
        }
        return bytes;
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("is a folder, wants a file");
        }
        try {
            if (Files.size(file) <= MAX_BYTES) {
                return Files.readAllBytes(file);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("is not there", e);
        } catch (IOException e) {
            throw new IOException("cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        throw new IOException("is larger than " + MAX_BYTES + " bytes");
    }
}
