package dev.shoutgate.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one shard: the two newest whole ones are kept, so that a damaged one is no loss.
 *
 * <p>Threading: one thread at a time.
 */
public final class SnapshotFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final int KEPT = 2;

    private final JournalDisk disk;
    private final int shard;
    private final List<Long> damaged = new ArrayList<>();

    public SnapshotFolder(JournalDisk disk, int shard) {
        this.disk = disk;
        this.shard = shard;
    }

    /**
     * Hands over the records of the newest whole snapshot. One that is damaged is left out, and said so; nothing is
     * changed on disk.
     *
     * @return the sequence of the newest fact in it; 0 where there is none to read
     * @throws JournalRefusedException if there is one of another shard, or of a newer version
     */
    public long readNewest(FactReader reader) throws IOException {
        for (long sequence : newestFirst()) {
            if (isWhole(sequence)) {
                try (SnapshotReader snapshot = SnapshotReader.open(disk, shard, sequence)) {
                    snapshot.read(reader);
                    return sequence;
                }
            }
            damaged.add(sequence);
            LOG.warn("The snapshot {} is damaged and is not used; the one before it and the journal do",
                    disk.describe(SnapshotName.of(sequence)));
        }
        return 0;
    }

    /** Hands over the first records of the newest snapshot that can be read that far; false where there is none. */
    boolean readFirst(FactReader reader) throws IOException {
        for (long sequence : newestFirst()) {
            try (SnapshotReader snapshot = SnapshotReader.open(disk, shard, sequence)) {
                if (snapshot.readFirst(reader)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Puts snapshots that were found damaged, and unfinished ones, out of the way. Nobody else may be writing one. */
    public void tidy() throws IOException {
        for (String name : disk.list()) {
            if (SnapshotName.isUnfinished(name)) {
                disk.delete(name);
            }
        }
        for (long sequence : damaged) {
            disk.rename(SnapshotName.of(sequence), SnapshotName.damaged(sequence));
        }
        damaged.clear();
        disk.sync();
    }

    /** Begins the snapshot of everything up to a sequence. */
    public SnapshotWriter begin(long sequence, long nowMs) throws IOException {
        return new SnapshotWriter(disk, shard, sequence, nowMs);
    }

    /** Deletes all but the newest two. */
    public void dropOld() throws IOException {
        List<Long> all = newestFirst();
        for (long sequence : all.subList(Math.min(KEPT, all.size()), all.size())) {
            disk.delete(SnapshotName.of(sequence));
        }
        disk.sync();
    }

    /** The newest snapshot's sequence; 0 where there is none. */
    public long newest() throws IOException {
        List<Long> all = newestFirst();
        return all.isEmpty() ? 0 : all.get(0);
    }

    /**
     * The first sequence that the journal must still have: it follows the older of the two snapshots, or is 1 as long
     * as there are not two.
     */
    public long journalNeededFrom() throws IOException {
        List<Long> all = newestFirst();
        return all.size() < KEPT ? 1 : all.get(KEPT - 1) + 1;
    }

    private boolean isWhole(long sequence) throws IOException {
        try (SnapshotReader snapshot = SnapshotReader.open(disk, shard, sequence)) {
            return snapshot.isWhole();
        }
    }

    private List<Long> newestFirst() throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (String name : disk.list()) {
            long sequence = SnapshotName.sequenceOf(name);
            if (sequence != SnapshotName.NONE) {
                sequences.add(sequence);
            }
        }
        sequences.sort(Collections.reverseOrder());
        return sequences;
    }
}
