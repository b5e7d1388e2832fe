package dev.shoutgate.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each claim here fails for many values; what is shown is the simplest of them. */
class ShrinkerTest {

    private record Pair(String name, List<Integer> numbers) {}

    private static final Odds<Pair> PAIRS = new Odds<Pair>()
            .give(5, new Pair("none", List.of()))
            .draw(1, draws -> new Pair("some", draws.list(1, 20, each -> each.evenly(-50, 50))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void leavesOfAListWhatIsNeeded(long seed) {
        assertThat(simplest(seed, draws -> {
            List<Integer> list = draws.list(0, 400, each -> each.evenly(0, 1_000));
            assertThat(list.contains(7) && list.stream().anyMatch(number -> number > 500)).isFalse();
        })).isIn("  [7, 501]\n", "  [501, 7]\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void seesThroughGeneratorsOfGenerators(long seed) {
        assertThat(simplest(seed, draws -> assertThat(draws.list(1, 9, PAIRS))
                .noneMatch(pair -> pair.numbers().stream().anyMatch(number -> number < -3))))
                .isEqualTo("  [Pair[name=some, numbers=[-4]]]\n");
    }

    @Test
    void keepsAsManyElementsAsAListMustHave() {
        assertThat(simplest(1, draws -> assertThat(draws.list(2, 9, each -> each.evenly(3, 9))).hasSizeLessThan(2)))
                .isEqualTo("  [3, 3]\n");
    }

    @Test
    void findsTheLeastNumberAlsoOfTheLargestRange() {
        assertThat(simplest(1, draws -> assertThat(draws.anyLong()).isLessThan(1L << 62)))
                .isEqualTo("  " + (1L << 62) + "\n");
        assertThat(simplest(1, draws -> assertThat(draws.anyLong()).isGreaterThan(-1L << 62)))
                .isEqualTo("  " + (-1L << 62) + "\n");
        assertThat(simplest(1, draws -> assertThat(draws.anyLong()).isNotEqualTo(Long.MIN_VALUE)))
                .isEqualTo("  " + Long.MIN_VALUE + "\n");
    }

    @Test
    void takesNoOtherFailureForTheSame() {
        assertThat(simplest(1, draws -> {
            int number = draws.evenly(0, 1_000);
            if (number < 100) {
                throw new IllegalStateException("another");
            }
            assertThat(number).isLessThan(10);
        })).isEqualTo("  100\n");
    }

    @Test
    void isFalseOfAChanceAndTheFirstOfSeveral() {
        assertThat(simplest(1, draws -> {
            draws.chance(1, 3);
            draws.flip();
            draws.of("first", "second");
            assertThat(draws.text(0, 9)).isEmpty();
        })).isEqualTo("  false\n  false\n  \"first\"\n  \" \"\n");
    }

    @Test
    void shrinksNoFurtherWhenTheTimeIsOver() {
        Try failed = failed(1, draws -> assertThat(draws.evenly(0, 1_000)).isNegative());
        Shrinker late = new Shrinker(draws -> assertThat(draws.evenly(0, 1_000)).isNegative(), failed, 0);

        assertThat(late.simplest()).isSameAs(failed);
        assertThat(late.isTimeLeft()).isFalse();
    }

    private static String simplest(long seed, Property.Body claim) {
        return new Shrinker(claim, failed(seed, claim), 60).simplest().values();
    }

    private static Try failed(long seed, Property.Body claim) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, 10_000).mapToObj(i -> Try.of(claim, Choices.atRandom(random.split())))
                .filter(one -> one.failure() instanceof AssertionError).findFirst().orElseThrow();
    }
}
