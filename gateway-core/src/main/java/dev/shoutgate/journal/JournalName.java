package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import dev.shoutgate.journal.fact.SnapshotBegunDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * What a journal is called outside: one name for as long as it lives, and no other journal's. It is a digest of the
 * secret that the shard drew when it was founded, so folders of every release have one, and a copy of a folder has the
 * same. The secret stands in the first fact, and in every snapshot once that fact is gone; the name does not tell it.
 *
 * <p>Threading: the caller's; beside a writer, too.
 */
public final class JournalName {

    private static final byte[] PURPOSE = "shoutgate journal".getBytes(StandardCharsets.US_ASCII);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private UUID found;

    private JournalName() {}

    /** The name of a shard's journal; empty as long as it has no first fact. */
    public static Optional<UUID> of(JournalDisk journal, JournalDisk snapshots, int shard) throws IOException {
        JournalName name = new JournalName();
        if (!JournalReader.readFirst(journal, shard, name::look)) {
            new SnapshotFolder(snapshots, shard).readFirst(name::look);
        }
        return Optional.ofNullable(name.found);
    }

    private void look(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (header.templateId() == ShardFoundedDecoder.TEMPLATE_ID) {
            ShardFoundedDecoder fact = new ShardFoundedDecoder().wrapAndApplyHeader(buffer, offset, header);
            found = digest(fact.hashKey0(), fact.hashKey1());
        } else if (header.templateId() == SnapshotBegunDecoder.TEMPLATE_ID) {
            SnapshotBegunDecoder record = new SnapshotBegunDecoder().wrapAndApplyHeader(buffer, offset, header);
            found = digest(record.hashKey0(), record.hashKey1());
        }
    }

    /** A UUID of version 8, which is the one for digests other than MD5 and SHA-1 (RFC 9562). */
    static UUID digest(long key0, long key1) {
        byte[] secret = ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES).put(PURPOSE).putLong(key0).putLong(key1)
                .array();
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(secret));
            return new UUID(digest.getLong() & ~0xf000L | 0x8000L, digest.getLong() >>> 2 | 1L << 63);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
