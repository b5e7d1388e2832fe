package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteTextTest {

    private final ByteText text = new ByteText(8);

    @Test
    void givesBackWhatItTook() {
        assertThat(text.set("主播")).isTrue();
        assertThat(text).hasToString("主播");
        assertThat(text.length()).isEqualTo(6);
        assertThat(text.set("xabcx".getBytes(StandardCharsets.US_ASCII), 1, 3)).isTrue();
        assertThat(text).hasToString("abc");
    }

    @Test
    void takesWhatJustFitsAndStaysEmptyForMore() {
        assertThat(text.set("12345678")).isTrue();
        assertThat(text.set("123456789")).isFalse();
        assertThat(text.isEmpty()).isTrue();
        assertThat(text.set("主播七")).as("nine bytes in three characters").isFalse();
    }

    @Test
    void forgetsALongerTextThatStoodThereBefore() {
        text.set("abcdef");
        text.set("xy");
        assertThat(text).hasToString("xy");
        text.clear();
        assertThat(text.isEmpty()).isTrue();
        assertThat(text).hasToString("");
    }

    @Test
    void comparesUpToItsLengthAndNoFurther() {
        ByteText other = new ByteText(64);
        text.set("abcdef");
        text.set("ab");
        other.set("ab");
        assertThat(text.sameAs(other)).isTrue();
        other.set("abc");
        assertThat(text.sameAs(other)).isFalse();
        assertThat(other.sameAs(text)).isFalse();
        other.set("aB");
        assertThat(text.sameAs(other)).isFalse();
    }

    @Test
    void copiesAnotherTextAndIsThenItsOwn() {
        ByteText other = new ByteText(8);
        other.set("ab");
        text.set(other);
        other.set("xy");
        assertThat(text).hasToString("ab");
    }
}
