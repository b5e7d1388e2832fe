package dev.shoutgate.console;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.SnapshotFolder;
import dev.shoutgate.wiring.DataFolder;
import java.io.IOException;

/**
 * How a shard is brought back from its folder for somebody who only looks. The one place that knows: all of its journal
 * where that is still whole, and otherwise the newest whole snapshot and what came after it.
 *
 * <p>Threading: the caller's. Changes nothing in the folder.
 */
final class JournalFold {

    private final DataFolder folder;
    private final int shard;
    private final FolderDisk disk;
    private final long firstKept;

    /**
     * @throws IOException where there is no journal
     * @throws dev.shoutgate.journal.JournalRefusedException where it must not be used as it is
     */
    JournalFold(DataFolder folder, int shard) throws IOException {
        this.folder = folder;
        this.shard = shard;
        disk = new FolderDisk(folder.journal(shard));
        firstKept = JournalReader.firstKept(disk, shard);
        if (firstKept == 0) {
            throw new IOException("There is no journal of shard " + shard + ": " + disk.describe("")
                    + " should hold its segments and has none. Put them back, or name another folder with --data.");
        }
    }

    /** The first fact that the journal still has: 1 unless snapshots took the place of older ones. */
    long firstKept() {
        return firstKept;
    }

    boolean isWhole() {
        return firstKept == 1;
    }

    /** Hands over every fact that the journal still has. */
    JournalEnd facts(FactReader reader) throws IOException {
        return JournalReader.read(disk, shard, firstKept, reader);
    }

    /** Hands over what brings an empty state to where the shard stood: a snapshot if need be, and facts. */
    JournalEnd state(FactReader snapshot, FactReader facts) throws IOException {
        if (isWhole()) {
            return facts(facts);
        }
        FolderDisk snapshots = new FolderDisk(folder.snapshots(shard));
        long inSnapshot = new SnapshotFolder(snapshots, shard).readNewest(snapshot);
        return JournalReader.read(disk, shard, inSnapshot + 1, facts);
    }
}
