package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {

    @TempDir
    private Path folder;

    /** Takes what comes. */
    private abstract static class AnyStore implements OrderStore {

        @Override
        public String name() {
            return "any";
        }

        @Override
        public void store(FactBatch batch) {}

        @Override
        public void close() {}
    }

    /** Its rehearsal lasts until it is told to end, and then fails. */
    private static final class SlowStore extends AnyStore {
        final CountDownLatch mayEnd = new CountDownLatch(1);
        volatile boolean ended;
        volatile boolean endedBeforeItWasAsked;

        @Override
        public void rehearse() {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended = true;
            throw new IllegalStateException("a driver that cannot be loaded");
        }

        @Override
        public long position(int shard) {
            endedBeforeItWasAsked = ended;
            return 0;
        }
    }

    @Test
    void asksAStoreOnceItsRehearsalHasEndedEvenIfItFailed() throws Exception {
        SlowStore store = new SlowStore();
        StoreCheck check = new StoreCheck(List.of(store));
        Consumer<JournalEnd> ask = check.of(0, FolderDisk.create(folder));
        Thread asking = new Thread(() -> ask.accept(new JournalEnd(0, 0, 0, 0, 0, -1, 0)));
        asking.start();
        asking.join(50);
        store.mayEnd.countDown();
        asking.join();
        assertThat(store.endedBeforeItWasAsked).isTrue();
    }

    /** Nobody answers, which it takes its time to find out. */
    private static final class DeadStore extends AnyStore {
        private int asked;

        @Override
        public long position(int shard) {
            asked++;
            throw new StoreException("no answer");
        }
    }

    @Test
    void waitsForTheTimeOutOfADeadStoreOnceAndNotForEachShard() throws Exception {
        DeadStore store = new DeadStore();
        StoreCheck check = new StoreCheck(List.of(store));
        for (int shard = 0; shard < 3; shard++) {
            check.of(shard, FolderDisk.create(folder)).accept(new JournalEnd(0, 0, 0, 0, 0, -1, 0));
        }

        assertThat(store.asked).isOne();
        assertThat(check.wasSilent(store)).isTrue();
    }
}
