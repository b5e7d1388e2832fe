package dev.shoutgate.sim.plan;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shoutgate.property.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class FireTimesTest {

    @Test
    void firesAsManyAsTheAreaUnderTheRates() {
        forAll(200, draws -> firesTheArea(draws.list(1, 4, FireTimesTest::phase)));
    }

    private static void firesTheArea(List<Phase> phases) {
        FireTimes times = new FireTimes(phases);

        long wanted = 0;
        for (Phase phase : phases) {
            double area = (phase.rate() + phase.toRate()) / 2 * phase.seconds();
            assertThat((double) phase.count()).isCloseTo(area, within(0.5));
            wanted += phase.count();
        }
        assertThat(times.count()).isEqualTo((int) wanted);
    }

    @Test
    void risesAndStaysInsideTheSchedule() {
        forAll(200, draws -> rises(draws.list(1, 4, FireTimesTest::phase)));
    }

    private static void rises(List<Phase> phases) {
        FireTimes times = new FireTimes(phases);

        long before = 0;
        for (int i = 0; i < times.count(); i++) {
            assertThat(times.atNs(i)).isGreaterThanOrEqualTo(before).isLessThan(times.lengthNs());
            before = times.atNs(i);
        }
    }

    @Test
    void hasInEachTenthOfEachPhaseTheRateThatTheLineHasThere() {
        forAll(200, draws -> hasTheRateOfTheLine(draws.list(1, 4, FireTimesTest::phase)));
    }

    private static void hasTheRateOfTheLine(List<Phase> phases) {
        FireTimes times = new FireTimes(phases);

        for (int p = 0; p < phases.size(); p++) {
            Phase phase = phases.get(p);
            double tenth = phase.seconds() / 10;
            for (int i = 0; i < 10; i++) {
                double middleRate = phase.rate() + (phase.toRate() - phase.rate()) * (i + 0.5) / 10;
                long from = times.startNs(p) + Math.round(tenth * i * 1e9);
                long to = times.startNs(p) + Math.round(tenth * (i + 1) * 1e9);
                // The count of a phase is whole, so its rate is off by up to half a press, and so is each edge.
                assertThat((double) countBetween(times, from, to)).isCloseTo(middleRate * tenth, within(1.6));
            }
        }
    }

    @Test
    void saysTheSameTwiceAndInAnyOrder() {
        forAll(50, draws -> saysTheSame(draws.list(1, 4, FireTimesTest::phase)));
    }

    private static void saysTheSame(List<Phase> phases) {
        FireTimes forwards = new FireTimes(phases);
        FireTimes backwards = new FireTimes(phases);

        long[] seen = new long[backwards.count()];
        for (int i = backwards.count() - 1; i >= 0; i--) {
            seen[i] = backwards.atNs(i);
        }
        for (int i = 0; i < forwards.count(); i++) {
            assertThat(forwards.atNs(i)).isEqualTo(seen[i]);
        }
    }

    @Test
    void spacesASteadyPhaseEvenly() {
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, 4, 4)));

        assertThat(times.atNs(0)).isEqualTo(125_000_000);
        assertThat(times.atNs(1)).isEqualTo(375_000_000);
        assertThat(times.atNs(2)).isEqualTo(625_000_000);
        assertThat(times.atNs(3)).isEqualTo(875_000_000);
    }

    @Test
    void beginsARampFromNothingAndEndsOneInNothing() {
        FireTimes times = new FireTimes(List.of(new Phase("up", 2, 0, 10), new Phase("down", 2, 10, 0)));

        assertThat(times.count()).isEqualTo(20);
        // Half of a slice of a tenth: 0.5 = 5 t² / 2, so t = sqrt(0.2).
        assertThat((double) times.atNs(0)).isCloseTo(Math.sqrt(0.2) * 1e9, within(2.0));
        assertThat((double) times.atNs(19)).isCloseTo(4e9 - Math.sqrt(0.2) * 1e9, within(2.0));
    }

    @Test
    void refusesAnIndexBeyondTheLastPress() {
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, 4, 4)));

        assertThatThrownBy(() -> times.atNs(4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("wanted 0..3, came 4");
    }

    private static Phase phase(Draws draws) {
        return new Phase("p", draws.between(1, 200) / 100.0, rate(draws), rate(draws));
    }

    private static double rate(Draws draws) {
        return draws.flip() ? draws.between(0, 200_000) / 100.0 : 0;
    }

    private static int countBetween(FireTimes times, long fromNs, long toNs) {
        return firstAtOrAfter(times, toNs) - firstAtOrAfter(times, fromNs);
    }

    private static int firstAtOrAfter(FireTimes times, long ns) {
        int low = 0;
        int high = times.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.atNs(middle) < ns) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
