package dev.shoutgate.inventory;

import dev.shoutgate.inventory.memory.LinkedRecords;
import dev.shoutgate.journal.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/**
 * The holds that were made to run longer: until when, and by which key. One an order at most.
 *
 * <p>Threading: the shard's own thread only, but for a {@link #view}.
 */
final class Extensions implements AutoCloseable {

    private static final int EXPIRES_AT = 0;
    private static final int KEY_LENGTH = 8;
    private static final int KEY = 9;

    private final LinkedRecords records;

    Extensions() {
        this(new LinkedRecords());
    }

    private Extensions(LinkedRecords records) {
        this.records = records;
    }

    /** The extensions as they now are, for another thread to read. */
    Extensions view() {
        return new Extensions(records.view());
    }

    void add(long order, long expiresAtMs, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        long record = records.pointer(records.add(order, KEY + bytes.length));
        UnsafeApi.putLong(record + EXPIRES_AT, expiresAtMs);
        UnsafeApi.putByte(record + KEY_LENGTH, (byte) bytes.length);
        Words.put(record + KEY, bytes, 0, bytes.length);
    }

    boolean has(long order) {
        return records.first(order) != LinkedRecords.NONE;
    }

    /** When the extended hold of an order ends, milliseconds since 1970 UTC. */
    long expiresAtMs(long order) {
        return UnsafeApi.getLong(records.pointer(records.first(order)) + EXPIRES_AT);
    }

    String key(long order) {
        long record = records.pointer(records.first(order));
        byte[] bytes = new byte[UnsafeApi.getByte(record + KEY_LENGTH)];
        Words.get(record + KEY, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        records.close();
    }
}
