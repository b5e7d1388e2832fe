package dev.shoutgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietCompilersTest {

    private static final int SLICE_MS = 2_000;

    /** After slices in each of which the compilers took so many milliseconds more. */
    private static boolean quietAfter(long... tookMs) {
        long total = 10_000;
        QuietCompilers compilers = new QuietCompilers(total);
        for (long took : tookMs) {
            total += took;
            compilers.slice(total, SLICE_MS);
        }
        return compilers.areQuiet();
    }

    @Test
    void areQuietAfterThreeSlicesInARowThatNeededNextToNothingOfThem() {
        assertThat(quietAfter(0, 0)).isFalse();
        assertThat(quietAfter(0, 0, 0)).isTrue();
        assertThat(quietAfter(100, 100, 100)).as("a twentieth of the time").isTrue();
        assertThat(quietAfter(100, 101, 100)).isFalse();
    }

    @Test
    void beginAgainWhereTheyWereNotQuietInBetween() {
        assertThat(quietAfter(0, 0, 900, 0, 0)).isFalse();
        assertThat(quietAfter(0, 0, 900, 0, 0, 0)).isTrue();
    }

    @Test
    void areNotQuietAnyMoreWhenTheyStartAgain() {
        assertThat(quietAfter(0, 0, 0, 900)).isFalse();
    }

    @Test
    void doNotMindWhatTheyDidBefore() {
        assertThat(quietAfter(5_000, 0, 0, 0)).isTrue();
    }
}
