package dev.shoutgate.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "-1,4", "-9,-3", "5,2000", "0,9223372036854775807", "-9223372036854775808,-1",
        "-9223372036854775808,9223372036854775807"})
    void staysInsideARangeAndComesToItsEndsAndToZero(long least, long most) {
        Map<Long, Integer> drawn = count(4_000, draws -> draws.between(least, most));

        assertThat(drawn.keySet()).allMatch(number -> number >= least && number <= most)
                .contains(least, most, Math.max(least, Math.min(most, 0)));
    }

    @Test
    void comesToMostOfARangeBetweenItsEnds() {
        assertThat(count(10_000, draws -> draws.between(0, 1_000))).hasSizeGreaterThan(990);
    }

    @Test
    void drawsEvenlyWhatShallBeEven() {
        areWithin(0.02, 1.0 / 6, count(10_000, draws -> draws.evenly(-1, 4)), -1, 0, 1, 2, 3, 4);
        areWithin(0.02, 1.0 / 6, count(10_000, draws -> draws.list(0, 5, Draws::flip).size()), 0, 1, 2, 3, 4, 5);
        areWithin(0.02, 0.25, count(10_000, draws -> draws.of(1, 2, 3, 4)), 1, 2, 3, 4);
        areWithin(0.02, 0.1, count(10_000, draws -> draws.chance(1, 10)), true);
        areWithin(0.02, 0.5, count(10_000, Draws::flip), true, false);
    }

    @Test
    void drawsByWeight() {
        Odds<String> odds = new Odds<String>().give(7, "often").draw(2, draws -> "sometimes").give(1, "rarely");
        Map<String, Integer> drawn = count(10_000, odds);

        areWithin(0.02, 0.7, drawn, "often");
        areWithin(0.02, 0.2, drawn, "sometimes");
        areWithin(0.02, 0.1, drawn, "rarely");
    }

    @Test
    void writesTextsOfAllScriptsAndOfAnAlphabet() {
        assertThat(count(1_000, draws -> draws.text(0, 20)).keySet())
                .anyMatch(text -> text.codePoints().anyMatch(point -> point > 0xffff))
                .anyMatch(text -> text.codePoints().anyMatch(point -> point > 0xd7ff && point < 0xe000))
                .anyMatch(text -> text.codePoints().anyMatch(point -> point < ' ')).contains("");
        assertThat(count(1_000, draws -> draws.text(1, 3, "ab")).keySet()).allMatch(text -> text.matches("[ab]{1,3}"))
                .hasSize(2 + 4 + 8);
        assertThat(count(5_000, draws -> (int) draws.bytes(1, 1)[0])).hasSize(256);
    }

    @Test
    void refusesARangeWithoutNumbers() {
        assertThatThrownBy(() -> draws(1).between(5, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wanted a least of at most 4, came 5");
    }

    @Test
    void ordersARangeByNearnessToZero() {
        assertThat(values(new Range(-2, 3))).containsExactly(0L, 1L, 2L, 3L, -1L, -2L);
        assertThat(values(new Range(4, 6))).containsExactly(4L, 5L, 6L);
        assertThat(values(new Range(-6, -4))).containsExactly(-4L, -5L, -6L);
        for (Range range : List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE), new Range(-7, 9), new Range(-9, -7))) {
            for (long value : new long[] {range.least(), range.most(), range.nearest(-1), range.nearest(0)}) {
                assertThat(range.valueAt(range.indexOf(value))).isEqualTo(value);
            }
        }
    }

    private static List<Long> values(Range range) {
        return LongStream.rangeClosed(0, range.width()).map(range::valueAt).boxed().toList();
    }

    @SafeVarargs
    private static <T> void areWithin(double tolerance, double share, Map<T, Integer> counts, T... values) {
        double all = counts.values().stream().mapToInt(count -> count).sum();
        for (T value : values) {
            assertThat(counts.getOrDefault(value, 0) / all).as("share of %s", value)
                    .isCloseTo(share, within(tolerance));
        }
    }

    private static <T> Map<T, Integer> count(int times, Function<Draws, T> draw) {
        Map<T, Integer> counts = new HashMap<>();
        IntStream.range(0, times).forEach(seed -> counts.merge(draw.apply(draws(seed)), 1, Integer::sum));
        return counts;
    }

    private static Draws draws(int seed) {
        return new Draws(Choices.atRandom(new SplittableRandom(seed)));
    }
}
