package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGarbageTest {

    private static final int ORDERS = 20_000;

    /** An order takes 43, of which 24 are its sequence as the driver's object; without compilers it takes 75. */
    private static final long MOST_BYTES = 80;

    private static final int BATCH = 512;

    @TempDir
    Path folder;

    @Test
    void anOrderThatGoesIntoSqliteAllocatesNextToNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        try (DiskJournal journal = new DiskJournal(folder.resolve("journal"), 0);
                SqliteOrderStore store = new SqliteOrderStore("sqlite", folder.resolve("orders.db"))) {
            ShardFeed feed = new ShardFeed(0, journal.follower());
            feed.seek(store);
            take(journal, 0);
            carry(feed, store);
            take(journal, ORDERS);

            long before = threads.getThreadAllocatedBytes(self);
            carry(feed, store);
            long allocated = threads.getThreadAllocatedBytes(self) - before;

            assertThat(feed.position()).isEqualTo(2 * ORDERS);
            assertThat(allocated / ORDERS).as("bytes an order, %s in all", allocated).isLessThan(MOST_BYTES);
            feed.close();
        }
    }

    private static void carry(ShardFeed feed, SqliteOrderStore store) throws IOException {
        while (feed.lagEvents() > 0) {
            feed.flush(store::store, BATCH);
        }
    }

    private static void take(DiskJournal journal, int from) {
        for (int at = from; at < from + ORDERS; at += 50) {
            byte[][] some = new byte[50][];
            long nowMs = FactList.timeMs(at);
            for (int i = 0; i < some.length; i++) {
                some[i] = Facts.orderTaken("%016d".formatted(at + i), "buyer-" + (at + i) * 31L, Facts.HELD, nowMs,
                        nowMs + 900_000, "host-1", new Line("phone", 1, 199900));
            }
            journal.add(some);
        }
    }
}
