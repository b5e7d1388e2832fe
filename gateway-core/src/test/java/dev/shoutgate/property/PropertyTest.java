package dev.shoutgate.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropertyTest {

    private final String seedBefore = System.getProperty("shoutgate.seed");

    @AfterEach
    void putTheSeedBack() {
        if (seedBefore == null) {
            System.clearProperty("shoutgate.seed");
        } else {
            System.setProperty("shoutgate.seed", seedBefore);
        }
    }

    @Test
    void triesAsOftenAsItIsToldWithOtherValuesEachTime() {
        List<Long> seen = new ArrayList<>();
        Property.forAll(200, draws -> seen.add((long) draws.evenly(0, Integer.MAX_VALUE)));

        assertThat(seen).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void drawsOtherValuesInEachRunAndTheSameOnesFromTheSameSeed() {
        System.clearProperty("shoutgate.seed");
        List<Long> run = drawn();
        assertThat(drawn()).isNotEqualTo(run);

        System.setProperty("shoutgate.seed", "42");
        List<Long> seeded = drawn();
        assertThat(drawn()).isEqualTo(seeded);
        System.setProperty("shoutgate.seed", "43");
        assertThat(drawn()).isNotEqualTo(seeded);
    }

    @Test
    void showsTheValuesTheSeedAndTheCommandThatFindsThemAgain() {
        System.setProperty("shoutgate.seed", "42");
        AssertionError failure = failureOf(draws -> {
            int number = draws.evenly(0, 1_000);
            String text = draws.text(1, 5, "ab\n");
            byte[] bytes = draws.bytes(2, 2);
            assertThat(number + text.length() + bytes.length).as("sum").isLessThan(20);
        });

        assertThat(failure).hasMessageContaining("It does not hold for\n  17\n  \"a\"\n  [0, 0]\n")
                .hasMessageContaining("with seed 42").hasMessageContaining("[sum]")
                .hasMessageContaining("Again: mvn -B -ntp -pl gateway-core -am test -Dtest=PropertyTest#failureOf"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dshoutgate.seed=42\n")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(failure.getCause()).hasStackTraceContaining("PropertyTest.java");
    }

    @Test
    void showsWhatNoConsoleShouldBeSent() {
        assertThat(failureOf(draws -> assertThat(draws.of("\u001b[2K\ud83d é")).isEmpty()))
                .hasMessageContaining("\"\\u001b[2K\\ud83d é\"");
    }

    @Test
    void callsAFailureOfAnyClassOne() {
        assertThat(failureOf(draws -> {
            throw new StackOverflowError();
        })).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void countsNoTryThatIsLeftOut() {
        List<Integer> counted = new ArrayList<>();
        Property.forAll(50, draws -> {
            int number = draws.evenly(0, 9);
            draws.assume(number % 2 == 0);
            counted.add(number);
        });

        assertThat(counted).hasSize(50).allMatch(number -> number % 2 == 0);
    }

    @Test
    void failsIfNearlyAllTriesAreLeftOut() {
        assertThatThrownBy(() -> Property.forAll(50, draws -> draws.assume(false))).isInstanceOf(AssertionError.class)
                .hasMessage("wanted 50 tries, came 0 and 501 that were left out");
    }

    private static List<Long> drawn() {
        List<Long> drawn = new ArrayList<>();
        Property.forAll(5, draws -> drawn.add(draws.anyLong()));
        return drawn;
    }

    private static AssertionError failureOf(Property.Body claim) {
        try {
            Property.forAll(1_000, claim);
        } catch (AssertionError expected) {
            return expected;
        }
        throw new IllegalStateException("it held");
    }
}
