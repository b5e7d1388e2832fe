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
    private long nowNs;
    private long durable;
    /** What a batch takes besides its facts. */
    private long wayNs;
    private long longestBurstNs;

    @Test
    void isFullSpeedWhenNobodyComes() {
        assertThat(carriedInASecond(0, 10_000_000)).isBetween(FULL_SPEED - 4096, FULL_SPEED + 4096);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1_000, 2_000, 4_000, 5_000, 7_900})
    void catchesUpFiveTimesAsFastAsBuyersComeAndNotMuchFaster(int perSecond) {
        long carried = carriedInASecond(perSecond, 10_000_000);

        assertThat(carried).isGreaterThanOrEqualTo(Math.min(5L * perSecond, FULL_SPEED) - 64)
                .isLessThanOrEqualTo(Math.max(8L * perSecond, FlushPace.LEAST_PER_SECOND) + 64);
    }

    @Test
    void takesLittleAtOnceBesideBuyers() {
        assertThat(pace.facts()).isEqualTo(FactBatch.FULL_FACTS);

        carriedInASecond(500, 10_000_000);

        assertThat(pace.facts()).isEqualTo(FlushPace.FEWEST_FACTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2_000, 30_000})
    void keepsAProcessorForAFewFactsOnlyBesideBuyers(int perSecond) {
        carriedInASecond(perSecond, 900_000);
        // Until then nobody was known to come.
        longestBurstNs = 0;
        carriedInASecond(perSecond, 900_000);

        assertThat(longestBurstNs).isEqualTo(WritePace.FACTS * FACT_NS);
    }

    @Test
    void takesMoreAtOnceWhereEachBatchHasALongWayToGo() {
        wayNs = TimeUnit.MILLISECONDS.toNanos(40);

        assertThat(carriedInASecond(2_000, 10_000_000)).isGreaterThanOrEqualTo(10_000);
        assertThat(pace.facts()).isBetween(1024, 2048);
        wayNs = TimeUnit.MILLISECONDS.toNanos(10);
        assertThat(carriedInASecond(30_000, 2_000_000)).isGreaterThanOrEqualTo(20_000);
        assertThat(pace.facts()).isEqualTo(FactBatch.FULL_FACTS);
        wayNs = 0;
        carriedInASecond(500, 10_000_000);
        assertThat(pace.facts()).isEqualTo(FlushPace.FEWEST_FACTS);
    }

    @Test
    void yieldsToACrowdUntilItHasComeToStay() {
        assertThat(carriedInASecond(30_000, 900_000)).isLessThanOrEqualTo(FULL_SPEED / 20 + FactBatch.FULL_FACTS);
        assertThat(carriedInASecond(30_000, 2_000_000))
                .isBetween(FULL_SPEED / 2 - FactBatch.FULL_FACTS, FULL_SPEED / 2 + FactBatch.FULL_FACTS);
    }

    @Test
    void endsATransactionHoweverSlowTheStoreIs() {
        carriedInASecond(30_000, 900_000);
        pace.begin(nowNs);
        long restedNs = 0;
        for (int part = 0; part < 64; part++) {
            nowNs += TimeUnit.MILLISECONDS.toNanos(100);
            long restNs = pace.partRestNs(WritePace.FACTS, nowNs);
            nowNs += restNs;
            restedNs += restNs;
        }

        assertThat(restedNs).isEqualTo(FlushPace.MOST_RESTS_WITHIN_NS);
    }

    @Test
    void takesNoForceOfTheJournalForACrowd() {
        // 200 facts in the millisecond of a small batch, and nothing before and after it for a while.
        long second = TimeUnit.SECONDS.toNanos(1);
        pace.batchRestNs(10, 0, 0, 0);
        pace.batchRestNs(10, 0, 0, second);
        pace.begin(second);

        assertThat(pace.batchRestNs(10, 200, 0, second + 1_000_000)).isZero();
    }

    /** In the second after the rate is known. */
    private long carriedInASecond(long perSecond, long lag) {
        long second = TimeUnit.SECONDS.toNanos(1);
        long fromNs = nowNs;
        long durableThen = durable;
        long carried = 0;
        while (nowNs < fromNs + 4 * second) {
            int facts = pace.facts();
            carried += write(facts, fromNs + 3 * second, fromNs + 4 * second);
            durable = durableThen + perSecond * (nowNs - fromNs) / second;
            nowNs += pace.batchRestNs(facts, durable, lag, nowNs);
        }
        return carried;
    }

    /** A batch, in parts; returns how many of its facts were written in that time. */
    private long write(int facts, long fromNs, long toNs) {
        pace.begin(nowNs);
        long restedNs = nowNs;
        long counted = 0;
        for (int i = 1; i <= facts; i++) {
            nowNs += FACT_NS;
            counted += nowNs > fromNs && nowNs <= toNs ? 1 : 0;
            longestBurstNs = Math.max(longestBurstNs, nowNs - restedNs);
            if (i % WritePace.FACTS == 0) {
                long restNs = pace.partRestNs(WritePace.FACTS, nowNs);
                nowNs += restNs;
                restedNs = restNs > 0 ? nowNs : restedNs;
            }
        }
        nowNs += wayNs;
        return counted;
    }
}
