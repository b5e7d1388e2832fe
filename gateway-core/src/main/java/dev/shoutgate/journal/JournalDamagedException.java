package dev.shoutgate.journal;

/**
 * Facts that were once acknowledged cannot be read any more. Nothing was changed on disk.
 *
 * <p>A torn last frame is no damage: nobody was ever told of it.
 */
public final class JournalDamagedException extends JournalRefusedException {

    private final String file;
    private final long offset;
    private final long expectedSequence;

    /**
     * @param file             the whole path of the segment
     * @param offset           where in it, in bytes
     * @param expectedSequence the first sequence that is missing
     * @param found            what is there instead
     */
    JournalDamagedException(String file, long offset, long expectedSequence, String found) {
        super("The journal is damaged: " + file + " at offset " + offset + " should go on with sequence "
                + expectedSequence + " but has " + found + ". Nothing was changed. Put back a good copy of the file;"
                + " or, to give up every fact from sequence " + expectedSequence + " on, keep a copy of the folder, then"
                + " run 'truncate -s " + offset + " " + file + "' and remove the segments with higher numbers and the"
                + " snapshots that reach sequence " + expectedSequence + ".");
        this.file = file;
        this.offset = offset;
        this.expectedSequence = expectedSequence;
    }

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public long expectedSequence() {
        return expectedSequence;
    }
}
