package dev.shoutgate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.replica.LogService.Fate;
import io.aeron.cluster.service.Cluster.Role;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member does with the log, message by message, over its own journal on disk. */
class LogServiceTest {

    private static final int MEMBER = 1;

    @TempDir
    private Path folder;
    private JournalWriter journal;
    private LogService service;

    @BeforeEach
    void start() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        JournalEnd end = JournalRecovery.recover(disk, 0, 1, (sequence, timeMs, buffer, offset, length) -> { });
        journal = JournalWriter.open(disk, 0, JournalWriter.MIN_SEGMENT_BYTES, false, end);
        JournalFollower known = new JournalFollower(disk, 0, 1, journal::durableSequence);
        service = new LogService(MEMBER, journal, new KnownFacts(known, end.lastSequence()));
    }

    @AfterEach
    void stop() throws IOException {
        journal.close();
    }

    private static FactFrame frame(long first, long... facts) {
        FactFrame frame = new FactFrame();
        frame.reset(first, 5_000 + first);
        for (long fact : facts) {
            frame.buffer().putLong(frame.begin(), fact, ByteOrder.LITTLE_ENDIAN);
            frame.commit(Long.BYTES);
        }
        return frame;
    }

    private void hear(FactFrame frame) {
        frame.seal();
        service.onSessionMessage(null, 0, frame.buffer(), 0, frame.lengthBytes(), null);
    }

    private void hear(long term, int leader) {
        service.onNewLeadershipTermEvent(term, 0, 0, 0, leader, 0, TimeUnit.MILLISECONDS, 0);
    }

    private List<Long> written() throws IOException {
        List<Long> facts = new ArrayList<>();
        try (JournalFollower follower = new JournalFollower(new FolderDisk(folder), 0, 1, journal::durableSequence)) {
            while (follower.poll((sequence, timeMs, buffer, offset, length) -> facts.add(
                    buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN)), 100) > 0) {
                continue;
            }
        }
        return facts;
    }

    @Test
    void takesWhatFollowsAndDropsWhatDoesNot() throws IOException {
        hear(frame(1, 10, 11));
        hear(frame(3, 12));
        hear(frame(3, 12));
        hear(frame(3, 99));
        hear(frame(7, 98));
        hear(frame(4, 13));

        assertThat(written()).containsExactly(10L, 11L, 12L, 13L);
        assertThat(service.sequence()).isEqualTo(4);
        assertThat(service.dropped()).isEqualTo(3);
        assertThat(service.failure()).isNull();
    }

    @Test
    void tellsWhatBecameOfTheFrameThatWasSent() {
        FactFrame sent = frame(1, 10);
        service.expect(sent);
        assertThat(service.fate()).isEqualTo(Fate.UNKNOWN);
        hear(frame(1, 10));
        assertThat(service.fate()).isEqualTo(Fate.TAKEN);

        service.expect(frame(2, 20));
        assertThat(service.fate()).isEqualTo(Fate.UNKNOWN);
        hear(frame(2, 21));
        assertThat(service.fate()).isEqualTo(Fate.OVERTAKEN);
    }

    @Test
    void decidesOnlyInATermThatBeganWhileItLeads() {
        hear(3, MEMBER);
        assertThat(service.ledTerm()).as("of an earlier life").isEqualTo(LogService.NO_TERM);
        service.onRoleChange(Role.LEADER);
        assertThat(service.ledTerm()).as("what is before the term is not seen yet").isEqualTo(LogService.NO_TERM);
        hear(4, MEMBER);
        assertThat(service.ledTerm()).isEqualTo(4);
        service.onRoleChange(Role.FOLLOWER);
        assertThat(service.ledTerm()).isEqualTo(LogService.NO_TERM);
        hear(5, 2);
        assertThat(service.term()).isEqualTo(new LogService.Term(5, 2));
        assertThat(service.ledTerm()).isEqualTo(LogService.NO_TERM);
    }

    @Test
    void comparesWhatItHadBeforeAndWritesOnlyWhatIsNew() throws IOException {
        hear(frame(1, 10, 11));
        hear(frame(3, 12));
        stop();
        start();

        assertThat(service.sequence()).isZero();
        hear(frame(1, 10, 11));
        assertThat(service.sequence()).isEqualTo(2);
        hear(frame(3, 12));
        hear(frame(4, 13));
        assertThat(written()).containsExactly(10L, 11L, 12L, 13L);
        assertThat(service.failure()).isNull();
    }

    @Test
    void endsWhereTheJournalHasSomethingElse() throws IOException {
        hear(frame(1, 10, 11));
        hear(frame(3, 12));
        stop();
        start();

        hear(frame(1, 10, 11));
        hear(frame(3, 77));
        assertThat(service.failure()).hasMessageContaining("at sequence 3 the log has 1 facts from 3 on");
        hear(frame(3, 12));
        hear(frame(4, 13));
        assertThat(service.sequence()).as("nothing is taken after that").isEqualTo(2);
        assertThat(written()).containsExactly(10L, 11L, 12L);
        assertThatExceptionOfType(AgentTerminationException.class)
                .isThrownBy(() -> service.doBackgroundWork(0));
    }

    @Test
    void endsAtAMessageThatIsNoFrame() {
        FactFrame frame = frame(1, 10);
        frame.seal();
        service.onSessionMessage(null, 0, frame.buffer(), 0, frame.lengthBytes() - 1, null);

        assertThat(service.failure()).isInstanceOf(IllegalArgumentException.class);
    }
}
