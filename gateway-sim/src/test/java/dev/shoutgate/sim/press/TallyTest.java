package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long MS = 1_000_000;
    private final Tally tally = new Tally(20 * MS);

    @Test
    void keepsAcceptedAndRefusedApart() {
        tally.accepted(10 * MS);
        tally.refused(30 * MS);
        tally.refused(30 * MS);

        assertThat(tally.accepted().getTotalCount()).isEqualTo(1);
        assertThat(tally.refused().getTotalCount()).isEqualTo(2);
        assertThat(tally.refused().getMaxValue() / 1e6).isCloseTo(30, within(0.1));
    }

    @Test
    void countsAsLateOnlyWhatIsBeyondTheThreshold() {
        tally.sent(20 * MS, true);
        tally.sent(20 * MS + 1, false);
        tally.sent(25 * MS, true);
        tally.neverSent(25 * MS);

        assertThat(tally.late()).isEqualTo(3);
        assertThat(tally.lateForWantOfConnection()).isEqualTo(2);
        assertThat(tally.sendLag().getTotalCount()).isEqualTo(4);
    }

    @Test
    void beginsEachSecondAnew() {
        tally.sent(7 * MS, false);
        tally.accepted(40 * MS);
        tally.refused(2 * MS);
        Second first = tally.closeSecond(5, 3);
        tally.sent(MS, false);
        Second second = tally.closeSecond(1, 0);

        assertThat(first.second()).isZero();
        assertThat(first.offered()).isEqualTo(5);
        assertThat(first.waiting()).isEqualTo(3);
        assertThat(first.answered()).isEqualTo(2);
        assertThat(first.worstLagMs()).isEqualTo(7);
        assertThat(first.p99Ms()).isCloseTo(40, within(1.0));
        assertThat(second).isEqualTo(new Second(1, 1, 1, 0, 0, 0, 0, 1, 0, 0));
        assertThat(tally.seconds()).containsExactly(first, second);
    }
}
