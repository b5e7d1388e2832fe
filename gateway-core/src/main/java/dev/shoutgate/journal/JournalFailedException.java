package dev.shoutgate.journal;

import java.io.IOException;

/**
 * The disk would not take a frame. Whether any of it is on the medium is not known until {@link JournalWriter#repair()}
 * has returned true: till then its orders may be neither acknowledged nor refused.
 */
public final class JournalFailedException extends RuntimeException {

    private final String file;
    private final long offset;

    JournalFailedException(String file, long offset, String doing, IOException cause) {
        super("The journal failed to " + doing + " " + file + " at offset " + offset + ": " + cause.getMessage(),
                cause);
        this.file = file;
        this.offset = offset;
    }

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }
}
