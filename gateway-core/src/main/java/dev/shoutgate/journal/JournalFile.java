package dev.shoutgate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One file of a {@link JournalDisk}. Positions and sizes are in bytes.
 *
 * <p>Threading: one thread at a time; several files of the same name may be open at once.
 */
public interface JournalFile extends Closeable {

    /** Reads up to {@code to.remaining()} bytes from the position on; returns how many, -1 at the end of the file. */
    int read(ByteBuffer to, long position) throws IOException;

    /** Writes up to {@code from.remaining()} bytes at the position; returns how many: fewer than asked is no error. */
    int write(ByteBuffer from, long position) throws IOException;

    /**
     * Returns once everything written is on the medium. After a failure nothing may be concluded from a later success
     * on the same file: the kernel may have dropped the pages that it could not write.
     */
    void force() throws IOException;

    /** The length of the file in bytes. */
    long size() throws IOException;
}
