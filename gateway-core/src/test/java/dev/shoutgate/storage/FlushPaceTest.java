package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that catches up, with 50,000 facts a second at full speed and buyers at a steady rate. */
class FlushPaceTest {

    private static final long FACT_NS = 20_000;
    private static final long FULL_SPEED = TimeUnit.SECONDS.toNanos(1) / FACT_NS;

    private final FlushPace pace = new FlushPace();

    @Test
    void isFullSpeedWhenNobodyComes() {
        assertThat(carriedInASecond(0, 10_000_000)).isBetween(FULL_SPEED - 4096, FULL_SPEED + 4096);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1_000, 2_000, 4_000, 5_000, 8_000})
    void catchesUpFiveTimesAsFastAsBuyersComeAndNotMuchFaster(int perSecond) {
        long carried = carriedInASecond(perSecond, 10_000_000);

        assertThat(carried).isGreaterThanOrEqualTo(Math.min(5L * perSecond, FULL_SPEED) - 64)
                .isLessThanOrEqualTo(Math.max(8L * perSecond, FlushPace.LEAST_PER_SECOND) + 64);
    }

    @Test
    void takesLittleAtOnceBesideBuyers() {
        assertThat(pace.facts()).isEqualTo(FactBatch.FULL_FACTS);

        carriedInASecond(500, 10_000_000);

        assertThat(pace.facts()).isEqualTo(FlushPace.FACTS_BESIDE_BUYERS);
    }

    @Test
    void yieldsToACrowdUntilItHasComeToStay() {
        assertThat(carriedInASecond(30_000, 900_000)).isLessThanOrEqualTo(FULL_SPEED / 20 + 64);
        assertThat(carriedInASecond(30_000, 2_000_000)).isBetween(FULL_SPEED / 2 - 64, FULL_SPEED / 2 + 64);
    }

    @Test
    void takesNoForceOfTheJournalForACrowd() {
        // 200 facts in the millisecond of a small batch, and nothing before and after it for a while.
        long second = TimeUnit.SECONDS.toNanos(1);
        pace.restNs(10, 1_000_000, 0, 0, 0);
        pace.restNs(10, 1_000_000, 0, 0, second);

        assertThat(pace.restNs(10, 1_000_000, 200, 0, second + 1_000_000)).isZero();
    }

    /** In the second after the rate is known. */
    private long carriedInASecond(long perSecond, long lag) {
        long nowNs = 0;
        long carried = 0;
        long second = TimeUnit.SECONDS.toNanos(1);
        while (nowNs < 4 * second) {
            int facts = pace.facts();
            long tookNs = facts * FACT_NS;
            nowNs += tookNs;
            carried += nowNs > 3 * second ? facts : 0;
            nowNs += pace.restNs(facts, tookNs, perSecond * nowNs / second, lag, nowNs);
        }
        return carried;
    }
}
