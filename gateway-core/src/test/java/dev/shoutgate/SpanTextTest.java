package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTextTest {

    @ParameterizedTest
    @CsvSource({"-5, 0.0 seconds", "4314, 4.3 seconds", "10000, 10 seconds", "60000, 1 minute",
        "61000, 1 minute 1 second", "150000, 2 minutes 30 seconds", "3600000, 1 hour", "7500000, 2 hours 5 minutes",
        "90000000, 1 day 1 hour", "345600000, 4 days"})
    void saysASpanAsPeopleDo(long ms, String words) {
        assertThat(SpanText.ofMs(ms)).isEqualTo(words);
    }
}
