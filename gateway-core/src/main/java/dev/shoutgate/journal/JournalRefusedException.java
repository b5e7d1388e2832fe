package dev.shoutgate.journal;

/**
 * This journal must not be used as it is: another shard's, from a newer version, or damaged. The message says which
 * file and what to do. Nothing was changed on disk; trying again changes nothing.
 */
public class JournalRefusedException extends RuntimeException {

    public JournalRefusedException(String message) {
        super(message);
    }
}
