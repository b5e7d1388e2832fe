package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import org.junit.jupiter.api.Test;

class VisibleAsciiTest {

    private final ByteText to = new ByteText(4);

    @Test
    void takesEveryCharacterThatOneCanSeeAndNoOther() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            boolean taken = VisibleAscii.copy(Character.toString(c), 0, 1, to);

            assertThat(taken).as("U+%04X", c).isEqualTo(c >= 0x21 && c <= 0x7e);
        }
    }

    @Test
    void takesAPartOfATextAndForgetsTheOneBefore() {
        assertThat(VisibleAscii.copy("abcdefg", 2, 6, to)).isTrue();
        assertThat(to).hasToString("cdef");
        assertThat(VisibleAscii.copy("xyz", 2, 3, to)).isTrue();
        assertThat(to).hasToString("z");
    }

    @Test
    void takesNeitherNothingNorTooMuch() {
        assertThat(VisibleAscii.copy("", 0, 0, to)).isFalse();
        assertThat(VisibleAscii.copy("abc", 3, 3, to)).isFalse();
        assertThat(VisibleAscii.copy("abcde", 0, 4, to)).isTrue();
        assertThat(VisibleAscii.copy("abcde", 0, 5, to)).isFalse();
    }

    @Test
    void looksAtTheLastCharacterToo() {
        assertThat(VisibleAscii.copy("abc ", 0, 4, to)).isFalse();
    }
}
