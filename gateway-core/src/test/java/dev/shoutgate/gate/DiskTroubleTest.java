package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shoutgate.LogLines;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DiskTroubleTest {

    private static final long START_MS = 1_795_348_800_000L;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = LogLines.into(lines, "disk-trouble-test");
    private final DiskTrouble trouble = new DiskTrouble(log, 3, "cannot write.", 0);

    @Test
    void isLoggedAtOnceThenOnceAMinuteAndWhenItIsOver() {
        trouble.isOn(new IOException("unplugged"), START_MS);
        for (int tick = 1; tick < 150_000 / 20; tick++) {
            trouble.isOn(null, START_MS + tick * 20);
        }
        trouble.isOver(START_MS + 150_000);
        trouble.isOver(START_MS + 150_020);

        assertThat(lines.list).extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.ERROR, Level.ERROR, Level.ERROR, Level.INFO);
        assertThat(lines.list.get(0).getFormattedMessage()).contains("unplugged");
        assertThat(lines.list.get(2).getFormattedMessage()).contains("Shard 3 cannot write.").contains("for 2 minutes.")
                .contains("unplugged");
        assertThat(lines.list.get(3).getFormattedMessage()).contains("again after 2 minutes 30 seconds");
    }

    @Test
    void isNotWorthALineWhereItIsOverInAMoment() {
        DiskTrouble moment = new DiskTrouble(log, 3, "has no room.", 500);
        moment.isOn(null, START_MS);
        moment.isOn(null, START_MS + 499);
        moment.isOver(START_MS + 510);
        assertThat(lines.list).isEmpty();
        moment.isOn(null, START_MS + 600);
        moment.isOn(null, START_MS + 1_100);
        assertThat(lines.list).hasSize(1);
    }

    @Test
    void triesSoonAtFirstAndOnceASecondInTheEnd() {
        trouble.isOn(new IOException("unplugged"), START_MS);
        int tries = 0;
        int early = 0;
        for (int ms = 0; ms < 60_000; ms++) {
            boolean due = trouble.isTryDue(START_MS + ms);
            tries += due ? 1 : 0;
            early += due && ms < 100 ? 1 : 0;
        }
        assertThat(early).isEqualTo(2);
        assertThat(tries).isBetween(60, 66);
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        trouble.isOn(new IOException("unplugged"), START_MS);
        assertThat(trouble.isTryDue(START_MS - 3_600_000)).isTrue();
        assertThat(trouble.isTryDue(START_MS - 3_600_000)).isFalse();
    }
}
