package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.JournalRefusedException;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreAheadException;
import dev.shoutgate.storage.StoreNewerException;
import dev.shoutgate.storage.StoreException;
import java.io.IOException;
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

    /** Has the facts up to a sequence. */
    private static final class StoreAt extends AnyStore {
        private final long position;

        StoreAt(long position) {
            this.position = position;
        }

        @Override
        public long position(int shard) {
            return position;
        }
    }

    @Test
    void refusesAStoreThatAsksForWhatTheJournalHasLetGo() throws Exception {
        FolderDisk disk = FolderDisk.create(folder);
        JournalEnd end = journalThatLetGoOfSome(disk);
        long oldest = JournalReader.firstKept(disk, 0);
        assertThat(oldest).isGreaterThan(1);

        new StoreCheck(List.of(new StoreAt(oldest - 1))).of(0, disk).accept(end);
        Consumer<JournalEnd> check = new StoreCheck(List.of(new StoreAt(oldest - 2))).of(0, disk);
        assertThatThrownBy(() -> check.accept(end)).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining("up to sequence " + (oldest - 2) + ",")
                .hasMessageContaining("begins with sequence " + oldest)
                .hasMessageContaining("up to sequence " + (oldest - 1) + " at least");
    }

    private static JournalEnd journalThatLetGoOfSome(FolderDisk disk) throws IOException {
        FactFrame frame = new FactFrame();
        JournalEnd end = new JournalEnd(0, 0, 0, 0, 0, -1, 0);
        try (JournalWriter journal = JournalWriter.open(disk, 0, JournalWriter.MIN_SEGMENT_BYTES, false, end)) {
            for (int sequence = 1; sequence <= 12; sequence++) {
                await().until(journal::hasRoom);
                frame.reset(sequence, sequence);
                frame.begin();
                frame.commit(FactFrame.MAX_FACT_BYTES);
                journal.append(frame);
            }
            assertThat(journal.letGoBelow(12)).isPositive();
            return new JournalEnd(12, 12, 12, 0, 0, -1, 0);
        }
    }

    /** Its position is behind what it has; with a message, it is another journal's. */
    private static final class StoreWith extends AnyStore {
        private final long newest;
        private final String anothers;

        StoreWith(long newest, String anothers) {
            this.newest = newest;
            this.anothers = anothers;
        }

        @Override
        public long position(int shard) {
            return 1;
        }

        @Override
        public long newest(int shard) {
            if (anothers != null) {
                throw new StoreAheadException(anothers);
            }
            return newest;
        }
    }

    @Test
    void refusesAStoreWithFactsThatTheJournalHasNotWhateverItsPosition() throws Exception {
        FolderDisk disk = FolderDisk.create(folder);
        JournalEnd end = new JournalEnd(7, 7, 7, 0, 0, -1, 0);
        new StoreCheck(List.of(new StoreWith(7, null))).of(0, disk).accept(end);

        Consumer<JournalEnd> ahead = new StoreCheck(List.of(new StoreWith(8, null))).of(0, disk);
        assertThatThrownBy(() -> ahead.accept(end)).isInstanceOf(JournalRefusedException.class)
                .hasMessageContainingAll("ends with sequence 7", "has facts up to sequence 8");
        Consumer<JournalEnd> anothers = new StoreCheck(List.of(new StoreWith(0, "It is theirs."))).of(0, disk);
        assertThatThrownBy(() -> anothers.accept(end)).isInstanceOf(JournalRefusedException.class)
                .hasMessage("It is theirs. Nothing was changed.");
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

    @Test
    void refusesToStartOnAStoreThatANewerReleaseBroughtUpToDate() throws Exception {
        OrderStore newer = new AnyStore() {
            @Override
            public long position(int shard) {
                throw new StoreNewerException("its tables are of version 99");
            }
        };
        Consumer<JournalEnd> ask = new StoreCheck(List.of(newer)).of(0, FolderDisk.create(folder));

        assertThatThrownBy(() -> ask.accept(new JournalEnd(0, 0, 0, 0, 0, -1, 0)))
                .isInstanceOf(JournalRefusedException.class).hasMessage("its tables are of version 99");
    }
}
