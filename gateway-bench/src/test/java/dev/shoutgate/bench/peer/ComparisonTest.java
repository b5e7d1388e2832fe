package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.peer.Comparison.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** A machine that other work slows down from round to round, to a tenth in the last. */
    private static final List<Measurement> SLOWING_DOWN = List.of(
            run("limit", 1, 100_000, 7), run("disk", 1, 60_000, 10),
            run("disk", 2, 25_000, 12), run("limit", 2, 50_000, 8),
            run("limit", 3, 10_000, 9), run("disk", 3, 7_000, 11));

    private static Measurement run(String contender, int round, long perSecond, double cpuUs) {
        return new Measurement(
                contender, round, new LoadResult(perSecond * 2, 2_000_000, perSecond * 2 * 400, 0, 0, 1, 2, 3), cpuUs, 100);
    }

    private static Row rowOf(String contender) {
        return Comparison.of(SLOWING_DOWN).rows().stream()
                .filter(row -> row.contender().equals(contender)).findFirst().orElseThrow();
    }

    @Test
    void takesEachRatioWithinItsRound() {
        assertThat(rowOf("disk").ofFirst().least()).isCloseTo(0.5, within(1e-9));
        assertThat(rowOf("disk").ofFirst().median()).isCloseTo(0.6, within(1e-9));
        assertThat(rowOf("disk").ofFirst().most()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void setsTheFirstOneToOne() {
        assertThat(rowOf("limit").ofFirst()).isEqualTo(new Spread(1, 1, 1));
    }

    @Test
    void takesMediansOfEachContenderAlone() {
        assertThat(rowOf("disk").requestsPerSecond().median()).isEqualTo(25_000);
        assertThat(rowOf("disk").cpuUsPerRequest()).isEqualTo(11);
        assertThat(rowOf("limit").cpuUsPerRequest()).isEqualTo(8);
        assertThat(rowOf("limit").bytesPerReply()).isEqualTo(400);
    }

    @Test
    void keepsTheRowsInTheOrderOfTheFirstRound() {
        assertThat(Comparison.of(SLOWING_DOWN).rows()).extracting(Row::contender).containsExactly("limit", "disk");
    }

    @Test
    void printsARowForEachContender() {
        assertThat(Comparison.of(SLOWING_DOWN).table().lines()).hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("disk ").contains("25,000", "0.600 (0.500 to 0.700)", "11.0"));
    }
}
