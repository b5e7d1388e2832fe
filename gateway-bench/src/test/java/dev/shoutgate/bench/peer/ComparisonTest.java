package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.peer.Comparison.Beside;
import dev.shoutgate.bench.peer.Comparison.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** A machine that other work slows down from round to round, to a tenth in the last. */
    private static final List<Measurement> SLOWING_DOWN = List.of(
            run("limit", 1, 100_000, 8), run("disk", 1, 60_000, 20), run("floor", 1, 200_000, 4),
            run("floor", 2, 100_000, 5), run("disk", 2, 25_000, 20), run("limit", 2, 50_000, 10),
            run("limit", 3, 10_000, 40), run("disk", 3, 7_000, 60), run("floor", 3, 20_000, 16));

    private static Measurement run(String contender, int round, long perSecond, double cpuUs) {
        LoadResult load = new LoadResult(perSecond * 2, 2_000_000, perSecond * 2 * 400, 0, 0, 1, 2, 3);
        return new Measurement(contender, round, load, cpuUs, cpuUs / 2 * round, 0.25, 100, 75);
    }

    private static Row rowOf(String contender) {
        return Comparison.of(SLOWING_DOWN).row(contender);
    }

    private static void assertSpread(Spread spread, double least, double median, double most) {
        assertThat(spread.least()).isCloseTo(least, within(1e-9));
        assertThat(spread.median()).isCloseTo(median, within(1e-9));
        assertThat(spread.most()).isCloseTo(most, within(1e-9));
    }

    @Test
    void takesEachRatioWithinItsRound() {
        Beside limit = rowOf("disk").beside().get(0);

        assertSpread(limit.rate(), 0.5, 0.6, 0.7);
        assertSpread(limit.cpu(), 1.5, 2, 2.5);
        assertSpread(limit.pressed(), 1.5, 2, 2.5);
    }

    @Test
    void setsEveryoneBesideTheFirstOneAndTheFloor() {
        assertThat(rowOf("disk").beside()).extracting(Beside::yardstick).containsExactly("limit", "floor");
        assertSpread(rowOf("disk").beside().get(1).cpu(), 3.75, 4, 5);
        assertSpread(rowOf("disk").beside().get(1).rate(), 0.25, 0.3, 0.35);
        assertSpread(rowOf("limit").beside().get(1).rate(), 0.5, 0.5, 0.5);
    }

    @Test
    void setsAYardstickToOne() {
        assertSpread(rowOf("limit").beside().get(0).cpu(), 1, 1, 1);
        assertSpread(rowOf("floor").beside().get(1).rate(), 1, 1, 1);
    }

    @Test
    void hasOneYardstickWhereTheFloorTookNoPartOrIsTheFirst() {
        List<Measurement> two = SLOWING_DOWN.stream().filter(m -> !m.contender().equals("floor")).toList();
        List<Measurement> floorFirst = SLOWING_DOWN.stream().filter(m -> !m.contender().equals("limit"))
                .filter(m -> m.round() == 2).toList();

        assertThat(Comparison.of(two).row("disk").beside()).extracting(Beside::yardstick).containsExactly("limit");
        assertThat(Comparison.of(floorFirst).row("disk").beside()).extracting(Beside::yardstick)
                .containsExactly("floor");
    }

    @Test
    void takesMediansOfEachContenderAlone() {
        assertThat(rowOf("disk").requestsPerSecond()).isEqualTo(25_000);
        assertThat(rowOf("disk").cpuUsPerRequest()).isEqualTo(20);
        assertThat(rowOf("disk").pressedUsPerRequest()).isEqualTo(20);
        assertThat(rowOf("limit").cpuUsPerRequest()).isEqualTo(10);
        assertThat(rowOf("limit").bytesPerReply()).isEqualTo(400);
    }

    @Test
    void keepsTheRowsInTheOrderOfTheFirstRound() {
        assertThat(Comparison.of(SLOWING_DOWN).rows()).extracting(Row::contender)
                .containsExactly("limit", "disk", "floor");
    }

    @Test
    void printsProcessorTimeFirst() {
        assertThat(ComparisonTable.of(Comparison.of(SLOWING_DOWN)).lines()).hasSize(4)
                .anySatisfy(line -> assertThat(line).matches(" +CPU us/req +of limit +of floor +pressed us .*"))
                .anySatisfy(line -> assertThat(line).matches("disk +20\\.00 +2\\.000 \\(1\\.500 to 2\\.500\\) +4\\.000 "
                        + "+20\\.00 +2\\.000 .* 25,000 +0\\.600 \\(0\\.500 to 0\\.700\\) +0\\.300 .*"));
    }
}
