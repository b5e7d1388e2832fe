package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.journal.Batches.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalFollowerTest {

    private final List<Fact> followed = new ArrayList<>();
    private final AtomicLong durable = new AtomicLong();
    private SmallJournal journal;
    private JournalFollower follower;

    @BeforeEach
    void begin() throws IOException {
        journal = new SmallJournal();
        follower = new JournalFollower(journal.disk, SmallJournal.SHARD, 1, durable::get);
    }

    @Test
    void nothingIsHandedOutBeforeItIsDurable() throws IOException {
        assertThat(poll(100)).isZero();
        journal.append(3);
        assertThat(poll(100)).isZero();
        durable.set(6);
        assertThat(poll(100)).isEqualTo(6);
        assertThat(poll(100)).isZero();
        durable.set(8);
        assertThat(poll(100)).as("a frame of which a part is durable").isZero();
        durable.set(9);
        assertThat(poll(100)).isEqualTo(3);
        assertThat(followed).isEqualTo(journal.facts());
    }

    @Test
    void framesStayWholeAndStopBeforeTheMostThatIsWanted() throws IOException {
        journal.append(5);
        durable.set(15);
        assertThat(poll(7)).isEqualTo(6);
        assertThat(poll(1)).as("the first one comes whole").isEqualTo(3);
        assertThat(poll(6)).isEqualTo(6);
        assertThat(followed).isEqualTo(journal.facts());
    }

    @Test
    void anySequenceCanBeTheNextOneAndItsFrameBeginsThere() throws IOException {
        journal.fill(3);
        durable.set(journal.facts().size());
        for (int sequence = journal.facts().size(); sequence >= 1; sequence--) {
            followed.clear();
            follower.seek(sequence);
            while (poll(5) > 0) {
                assertThat(follower.position()).isEqualTo(sequence + followed.size());
            }
            assertThat(followed).isEqualTo(journal.facts().subList(sequence - 1, journal.facts().size()));
        }
    }

    @Test
    void aSequenceInTheFutureIsWaitedFor() throws IOException {
        follower.seek(8);
        journal.append(2);
        durable.set(6);
        assertThat(poll(100)).isZero();
        journal.fill(2);
        durable.set(journal.facts().size());
        while (poll(100) > 0) {
            assertThat(followed.get(0).sequence()).isEqualTo(8);
        }
        assertThat(followed).isEqualTo(journal.facts().subList(7, journal.facts().size()));
    }

    @Test
    void aFrameWhoseReaderThrewComesAgain() throws IOException {
        journal.append(2);
        durable.set(6);
        assertThatThrownBy(() -> follower.poll((sequence, timeMs, buffer, offset, length) -> {
            if (sequence == 5) {
                throw new IllegalStateException("the database is away");
            }
        }, 100)).hasMessage("the database is away");
        assertThat(follower.position()).isEqualTo(4);
        assertThat(poll(100)).isEqualTo(3);
        assertThat(followed).isEqualTo(journal.facts().subList(3, 6));
    }

    @Test
    void whatIsSaidToBeDurableAndIsNotThereIsDamage() throws IOException {
        journal.append(1);
        durable.set(4);
        assertThat(poll(100)).isEqualTo(3);
        assertThatThrownBy(() -> poll(100)).isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("should go on with sequence 4");
    }

    @Test
    void offlineItReadsToTheEndAndStopsAtATornFrame() throws IOException {
        journal.fill(3).append(1);
        journal.disk.flipBit(journal.last().segment(), journal.last().offset() + 60, 2);
        try (JournalFollower offline = JournalFollower.offline(journal.disk, SmallJournal.SHARD)) {
            offline.seek(2);
            while (offline.poll(Batches.into(followed), 4) > 0) {
                assertThat(followed).hasSizeLessThan(journal.facts().size());
            }
        }
        journal.batches.remove(journal.last());
        assertThat(followed).isEqualTo(journal.factsFrom(2));
    }

    @Test
    void anEmptyFolderHasNothingOffline() throws IOException {
        assertThat(JournalFollower.offline(new SimulatedDisk(2), 1).poll(Batches.into(followed), 10)).isZero();
    }

    private int poll(int maxFacts) throws IOException {
        return follower.poll(Batches.into(followed), maxFacts);
    }
}
