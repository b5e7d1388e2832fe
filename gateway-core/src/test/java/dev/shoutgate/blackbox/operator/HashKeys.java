package dev.shoutgate.blackbox.operator;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The secrets that a shard drew when it was founded, from the first fact of its journal. */
final class HashKeys {

    private HashKeys() {}

    static List<Long> of(Path data) throws IOException {
        List<Long> keys = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        JournalReader.read(new FolderDisk(data.resolve("shard-0/journal")), 0, 1, (sequence, timeMs, buffer, at, length) -> {
            if (sequence == 1) {
                ShardFoundedDecoder founded = new ShardFoundedDecoder()
                        .wrapAndApplyHeader(buffer, at, header.wrap(buffer, at));
                keys.add(founded.hashKey0());
                keys.add(founded.hashKey1());
            }
        });
        return keys;
    }
}
