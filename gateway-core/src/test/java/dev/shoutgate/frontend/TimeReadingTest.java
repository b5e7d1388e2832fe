package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReadingTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T20:00:00Z, 2026-11-22T20:00:00Z",
        "2026-11-22t20:00:00.1z, 2026-11-22T20:00:00.100Z",
        "2026-11-22T20:00:00.123456789012Z, 2026-11-22T20:00:00.123Z",
        "2026-11-22T20:00:00.9999+08:00, 2026-11-22T12:00:00.999Z",
        "2026-11-22T20:00:00-03:30, 2026-11-22T23:30:00Z",
        "2026-11-22T20:00:00-00:00, 2026-11-22T20:00:00Z",
        "2026-11-22T20:00:00+23:59, 2026-11-21T20:01:00Z",
        "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z"})
    void readsWhatRfc3339Writes(String text, Instant time) {
        assertThat(TimeReading.epochMs(text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.5Z, 2017-01-01T00:00:00Z",
        "1990-12-31T15:59:60-08:00, 1991-01-01T00:00:00Z",
        "2017-01-01T07:59:60+08:00, 2017-01-01T00:00:00Z"})
    void readsALeapSecondAsTheNextOne(String text, Instant time) {
        assertThat(TimeReading.epochMs(text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-22", "2026-11-22T20:00Z", "2026-11-22T20:00:00", "2026-11-22T20:00:00+08",
        "2026-11-22T20:00:00+0800", "2026-11-22T20:00:00+8:00", "2026-11-22T20:00:00+08:00:00", "2026-11-22T20:00:00+24:00",
        "2026-11-22T20:00:00+08:60", "2026-11-22 20:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T20:60:00Z",
        "2026-11-22T20:00:61Z", "2026-11-22T20:00:60Z", "2026-12-31T23:59:60+08:00", "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-11-22T20:00:00.Z", "2026-11-22T20:00:00,5Z", "+2026-11-22T20:00:00Z",
        "26-11-22T20:00:00Z", "2026-11-22T20:00:00Z ", "２０２６-11-22T20:00:00Z"})
    void refusesWhatItDoesNot(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TimeReading.epochMs(text));
    }

    @Test
    void refusesADayThatIsNone() {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> TimeReading.epochMs("2026-04-31T23:59:60Z"));
    }
}
