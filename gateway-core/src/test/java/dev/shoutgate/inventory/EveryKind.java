package dev.shoutgate.inventory;

import dev.shoutgate.journal.FactReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The facts of a shard that has everything that a state can have, and the snapshot of it, as the build before the walk
 * wrote them: sales replaced, retired, open, paused and to come; items added, restocked and changed; orders of every
 * status, with payments that confirmed and payments that came too late.
 *
 * <p>The files have one record after the other: its length (int32), in the facts its time (int64), and its message.
 */
final class EveryKind {

    static final int SHARD = 3;
    private static final UnsafeBuffer FACTS = read("every-kind.facts");
    private static final UnsafeBuffer SNAPSHOT = read("every-kind.snapshot");

    private EveryKind() {}

    private static UnsafeBuffer read(String name) {
        try (InputStream file = EveryKind.class.getResourceAsStream(name)) {
            return new UnsafeBuffer(file.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    static void facts(FactReader to) {
        long sequence = 0;
        for (int at = 0; at < FACTS.capacity(); ) {
            int length = FACTS.getInt(at, ByteOrder.LITTLE_ENDIAN);
            to.onFact(++sequence, FACTS.getLong(at + 4, ByteOrder.LITTLE_ENDIAN), FACTS, at + 12, length);
            at += 12 + length;
        }
    }

    /** A copy of the snapshot's bytes, to be changed at will. */
    static UnsafeBuffer snapshot() {
        return new UnsafeBuffer(SNAPSHOT.byteArray().clone());
    }

    static void records(UnsafeBuffer snapshot, FactReader to) {
        long place = 0;
        for (int at = 0; at < snapshot.capacity(); ) {
            int length = snapshot.getInt(at, ByteOrder.LITTLE_ENDIAN);
            to.onFact(++place, 0, snapshot, at + 4, length);
            at += 4 + length;
        }
    }

    static SaleShard shard() {
        return new SaleShard(SHARD, ShardAudit.NO_LIMIT, new HeapItemTable(100));
    }
}
