package dev.shoutgate.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.Tally;
import org.junit.jupiter.api.Test;

class LoadFiguresTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void offersOverTheScheduleAndAchievesUntilTheLastAnswer() {
        PressLog log = new PressLog(10);
        Tally tally = new Tally(1);
        for (int press = 0; press < 8; press++) {
            Answers.sent(log, press, press);
        }
        for (int press = 0; press < 6; press++) {
            Answers.refused(log, press, press == 5 ? 4 * SECOND : SECOND, 409, "sold-out");
        }
        Answers.closeSecond(tally, 7);
        Answers.closeSecond(tally, 3);

        LoadFigures load = LoadFigures.of(log, tally, 2 * SECOND, 9);
        assertThat(load.offered()).isEqualTo(10);
        assertThat(load.sent()).isEqualTo(8);
        assertThat(load.answered()).isEqualTo(6);
        assertThat(load.unanswered()).isEqualTo(2);
        assertThat(load.offeredPerSecond()).isCloseTo(5, within(1e-9));
        assertThat(load.achievedPerSecond()).isCloseTo(1.5, within(1e-9));
        assertThat(load.peakOffered()).isEqualTo(7);
        assertThat(load.mostConnections()).isEqualTo(9);
    }

    @Test
    void saysZeroAndNoInfinityOfARunThatSentNothing() {
        LoadFigures load = LoadFigures.of(new PressLog(3), new Tally(1), 0, 0);

        assertThat(load.sent()).isZero();
        assertThat(load.offeredPerSecond()).isZero();
        assertThat(load.achievedPerSecond()).isZero();
    }
}
