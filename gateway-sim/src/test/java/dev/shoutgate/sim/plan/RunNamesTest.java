package dev.shoutgate.sim.plan;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunNamesTest {
    private final RunNames names = RunNames.of(1_790_000_000_000L, 4_194_304);

    @Test
    void givesEveryNumberANameOfTheSameLengthThatTheContractTakes() {
        forAll(1_000, draws -> {
            int n = draws.between(0, 99_999_999);
            assertThat(names.buyerId(n)).hasSameSizeAs(names.buyerId(0)).hasSizeLessThanOrEqualTo(64)
                    .matches("[0-9a-z]+").endsWith(Integer.toString(n));
            assertThat(names.key(n)).isNotEqualTo(names.buyerId(n)).hasSizeLessThanOrEqualTo(64);
        });
    }

    @Test
    void differsBetweenRunsOfTheSameMillisecond() {
        assertThat(RunNames.of(5, 100)).isNotEqualTo(RunNames.of(5, 101));
        assertThat(RunNames.of(5, 100)).isNotEqualTo(RunNames.of(6, 100));
    }
}
