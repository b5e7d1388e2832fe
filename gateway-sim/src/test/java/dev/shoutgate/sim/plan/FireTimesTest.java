package dev.shoutgate.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FireTimesTest {

    @Property(tries = 200)
    void firesAsManyAsTheAreaUnderTheRates(@ForAll("phases") List<Phase> phases) {
        FireTimes times = new FireTimes(phases);

        long wanted = 0;
        for (Phase phase : phases) {
            double area = (phase.rate() + phase.toRate()) / 2 * phase.seconds();
            assertThat((double) phase.count()).isCloseTo(area, within(0.5));
            wanted += phase.count();
        }
        assertThat(times.count()).isEqualTo((int) wanted);
    }

    @Property(tries = 200)
    void risesAndStaysInsideTheSchedule(@ForAll("phases") List<Phase> phases) {
        FireTimes times = new FireTimes(phases);

        long before = 0;
        for (int i = 0; i < times.count(); i++) {
            assertThat(times.atNs(i)).isGreaterThanOrEqualTo(before).isLessThan(times.lengthNs());
            before = times.atNs(i);
        }
    }

    @Property(tries = 200)
    void hasInEachTenthOfEachPhaseTheRateThatTheLineHasThere(@ForAll("phases") List<Phase> phases) {
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

    @Property(tries = 50)
    void saysTheSameTwiceAndInAnyOrder(@ForAll("phases") List<Phase> phases) {
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

    @Example
    void spacesASteadyPhaseEvenly() {
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, 4, 4)));

        assertThat(times.atNs(0)).isEqualTo(125_000_000);
        assertThat(times.atNs(1)).isEqualTo(375_000_000);
        assertThat(times.atNs(2)).isEqualTo(625_000_000);
        assertThat(times.atNs(3)).isEqualTo(875_000_000);
    }

    @Example
    void beginsARampFromNothingAndEndsOneInNothing() {
        FireTimes times = new FireTimes(List.of(new Phase("up", 2, 0, 10), new Phase("down", 2, 10, 0)));

        assertThat(times.count()).isEqualTo(20);
        // Half of a slice of a tenth: 0.5 = 5 t² / 2, so t = sqrt(0.2).
        assertThat((double) times.atNs(0)).isCloseTo(Math.sqrt(0.2) * 1e9, within(2.0));
        assertThat((double) times.atNs(19)).isCloseTo(4e9 - Math.sqrt(0.2) * 1e9, within(2.0));
    }

    @Example
    void refusesAnIndexBeyondTheLastPress() {
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, 4, 4)));

        assertThatThrownBy(() -> times.atNs(4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("wanted 0..3, came 4");
    }

    @Provide
    Arbitrary<List<Phase>> phases() {
        Arbitrary<Double> rates = Arbitraries.oneOf(Arbitraries.just(0.0), Arbitraries.doubles().between(0, 2_000));
        return Combinators.combine(Arbitraries.doubles().between(0.01, 2), rates, rates)
                .as((seconds, from, to) -> new Phase("p", seconds, from, to)).list().ofMinSize(1).ofMaxSize(4);
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
