package dev.shoutgate;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalReader;
import java.io.IOException;

/**
 * How a shard's facts are brought back from its folder for somebody who only looks: all of its journal, from the first
 * fact on. The one place that knows, so that whatever else a state may come from one day is entered here.
 *
 * <p>Threading: the caller's. Changes nothing in the folder.
 */
final class JournalFold {

    private JournalFold() {}

    /**
     * Hands every fact of a shard to the reader.
     *
     * @throws IOException where there is no journal
     * @throws dev.shoutgate.journal.JournalRefusedException where it must not be used as it is
     */
    static JournalEnd fold(DataFolder folder, int shard, FactReader reader) throws IOException {
        FolderDisk disk = new FolderDisk(folder.journal(shard));
        if (JournalReader.firstKept(disk, shard) == 0) {
            throw new IOException("There is no journal of shard " + shard + ": " + disk.describe("")
                    + " should hold its segments and has none. Put them back, or name another folder with --data.");
        }
        return JournalReader.read(disk, shard, 1, reader);
    }
}
