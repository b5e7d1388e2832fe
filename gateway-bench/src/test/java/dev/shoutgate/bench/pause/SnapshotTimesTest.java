package dev.shoutgate.bench.pause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.SnapshotTimes.Span;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SnapshotTimesTest {

    private static final long NOON_MS = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    private static final String LOG = String.join("\n",
            "2026-11-24T12:00:00.100Z INFO  Shard - Shard 0: 1000003 facts replayed in 812 ms",
            "2026-11-24T12:00:01.000Z INFO  Snapshotter - Shard 0: snapshot of 1000000 orders at sequence 1000003 begun",
            "2026-11-24T12:00:01.200Z INFO  Snapshotter - Shard 1: snapshot of 7 orders at sequence 9 begun",
            "2026-11-24T12:00:01.300Z INFO  Snapshotter - Shard 1: snapshot of 7 orders at sequence 9 written in 100 ms, "
                    + "900 B",
            "2026-11-24T12:00:02.500Z INFO  Snapshotter - Shard 0: snapshot of 1000000 orders at sequence 1000003 "
                    + "written in 1500 ms, 190000000 B",
            "2026-11-24T12:00:09.000Z INFO  Snapshotter - Shard 0: snapshot of 1020000 orders at sequence 1020003 begun",
            "");

    @Test
    void findsWhenEachShardBeganAndEndedOne() {
        assertThat(SnapshotTimes.of(LOG).spans()).containsExactly(
                new Span(NOON_MS + 1_200, NOON_MS + 1_300), new Span(NOON_MS + 1_000, NOON_MS + 2_500));
    }

    @Test
    void findsNoneInALogWithoutThem() {
        assertThat(SnapshotTimes.of("2026-11-24T12:00:00.100Z INFO  Shard - Shard 0: 3 facts replayed in 8 ms\n").spans())
                .isEmpty();
    }

    @Test
    void countsAPressAsMetWhenAnyMomentOfItWas() {
        SnapshotTimes times = SnapshotTimes.of(LOG);
        assertThat(times.overlap(NOON_MS + 900, NOON_MS + 999)).isFalse();
        assertThat(times.overlap(NOON_MS + 900, NOON_MS + 1_000)).isTrue();
        assertThat(times.overlap(NOON_MS + 900, NOON_MS + 3_000)).isTrue();
        assertThat(times.overlap(NOON_MS + 2_500, NOON_MS + 2_600)).isTrue();
        assertThat(times.overlap(NOON_MS + 2_501, NOON_MS + 2_600)).isFalse();
    }

    @Test
    void sortsLatenciesByWhetherASnapshotWasUnderWay() {
        long second = 1_000_000_000L;
        TimedAnswers answers = new TimedAnswers(new long[] {0, 0, second * 3 / 2, second * 3}, NOON_MS);
        answers.answered(0, second * 9);
        answers.answered(1, 1_000);
        answers.answered(2, second * 3 / 2 + 2_000_000);
        answers.answered(3, second * 3 + 5_000);
        Histogram during = TimedAnswers.histogram();
        Histogram besides = TimedAnswers.histogram();

        answers.sort(SnapshotTimes.of(LOG), 1, during, besides);

        assertThat(during.getTotalCount()).isEqualTo(1);
        assertThat(during.getMaxValue()).isBetween(2_000_000L, 2_010_000L);
        assertThat(besides.getTotalCount()).isEqualTo(2);
        assertThat(besides.getMaxValue()).isBetween(5_000L, 5_010L);
    }

    @Test
    void spreadsASecondsPressesEvenly() {
        TimedAnswers schedule = TimedAnswers.scheduled(5, 4, 9);
        assertThat(schedule.count()).isEqualTo(9);
        assertThat(schedule.intendedNs(0)).isEqualTo(5);
        assertThat(schedule.intendedNs(1)).isEqualTo(250_000_005);
        assertThat(schedule.intendedNs(8)).isEqualTo(2_000_000_005);
    }
}
