package dev.shoutgate.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunNamesTest {
    private final RunNames names = RunNames.of(1_790_000_000_000L, 4_194_304);

    @Property
    void givesEveryNumberANameOfTheSameLengthThatTheContractTakes(@ForAll @IntRange(min = 0, max = 99_999_999) int n) {
        assertThat(names.buyerId(n)).hasSameSizeAs(names.buyerId(0)).hasSizeLessThanOrEqualTo(64)
                .matches("[0-9a-z]+").endsWith(Integer.toString(n));
        assertThat(names.key(n)).isNotEqualTo(names.buyerId(n)).hasSizeLessThanOrEqualTo(64);
    }

    @Example
    void differsBetweenRunsOfTheSameMillisecond() {
        assertThat(RunNames.of(5, 100)).isNotEqualTo(RunNames.of(5, 101));
        assertThat(RunNames.of(5, 100)).isNotEqualTo(RunNames.of(6, 100));
    }
}
