package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReplayProgressTest {

    private static final FactReader NOBODY = (sequence, timeMs, buffer, offset, length) -> { };

    private final Logger log = (Logger) LoggerFactory.getLogger(ReplayProgress.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long nowNs = 17;
    private final ReplayProgress progress = new ReplayProgress(SmallJournal.SHARD, () -> nowNs);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    private void replay(FactReader counting, int facts) {
        for (int i = 1; i <= facts; i++) {
            counting.onFact(i, 0, null, 0, 0);
        }
    }

    @Test
    void handsEveryFactOn() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        List<Batches.Fact> facts = new ArrayList<>();

        JournalRecovery.recover(journal.disk, SmallJournal.SHARD, 1,
                progress.count(journal.disk, 1, Batches.into(facts)));

        assertThat(facts).isEqualTo(journal.facts());
    }

    @Test
    void knowsAboutHowManyThereAreFromTheNewestSegmentAndHowFullItIs() throws IOException {
        SmallJournal journal = new SmallJournal();
        for (int segments = 2; segments < 40; segments++) {
            journal.fill(segments);
            progress.count(journal.disk, 1, NOBODY);
            int all = journal.facts().size();

            // Half of a segment too few or too many: such small ones have less than a page.
            assertThat(progress.aboutFacts()).as("%d segments", segments).isCloseTo(all, within(all / segments + 1L));
        }
    }

    @Test
    void countsOnlyWhatIsLeftToReplay() throws IOException {
        SmallJournal journal = new SmallJournal().fill(20);
        progress.count(journal.disk, 1, NOBODY);
        long all = progress.aboutFacts();

        progress.count(journal.disk, 101, NOBODY);

        assertThat(progress.aboutFacts()).isEqualTo(all - 100);
    }

    @Test
    void saysNothingWrongOfAnEmptyJournal() throws IOException {
        progress.count(new SimulatedDisk(1), 1, NOBODY);

        assertThat(progress).hasToString("shard 1: 0 of about 0 facts replayed (0 %)");
    }

    @Test
    void tellsTheLogOnceASecondHowFarItIs() throws IOException {
        FactReader counting = progress.count(new SmallJournal().fill(2).disk, 1, NOBODY);
        replay(counting, 5_000);
        assertThat(lines.list).isEmpty();

        nowNs += TimeUnit.SECONDS.toNanos(1);
        replay(counting, 5_000);
        nowNs += TimeUnit.SECONDS.toNanos(1);
        replay(counting, 5_000);

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "Replaying, shard 1: 5120 of about 5120 facts replayed (100 %)",
                "Replaying, shard 1: 10240 of about 10240 facts replayed (100 %)");
    }

    @Test
    void neverSaysMoreThanAllOfIt() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        replay(progress.count(journal.disk, 1, NOBODY), 100_000);

        assertThat(progress.facts()).isBetween(98_000L, 100_000L);
        assertThat(progress.toString()).endsWith("(100 %)");
    }
}
