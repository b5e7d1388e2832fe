package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long facts wait, as the flusher between two batches sees it. */
class ShardFeedTest {

    @Test
    void goesOnWaitingWhileABatchWasTooSmallForAll(@TempDir Path folder) throws Exception {
        try (DiskJournal journal = new DiskJournal(folder, 0)) {
            long beforeMs = System.currentTimeMillis();
            for (String sale : new String[] {"a", "b", "c"}) {
                journal.add(Facts.saleRetired(sale, 0));
            }
            ShardFeed feed = new ShardFeed(0, journal.follower());
            assertThat(feed.oldestWaitingMs()).isZero();
            for (int stored = 1; stored <= 3; stored++) {
                assertThat(feed.flush(batch -> { }, 1)).isTrue();
                assertThat(feed.position()).isEqualTo(stored);
                assertThat(feed.oldestWaitingMs()).isBetween(beforeMs, System.currentTimeMillis());
            }
            assertThat(feed.flush(batch -> { }, 2)).isFalse();
            journal.add(Facts.saleRetired("d", 0));
            assertThat(feed.flush(batch -> { }, 2)).isFalse();
            assertThat(feed.oldestWaitingMs()).isZero();
            feed.close();
        }
    }
}
