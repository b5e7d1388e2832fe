package dev.shoutgate.storage;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class TimestampTextTest {

    private final TimestampText timestamps = new TimestampText();

    @Test
    void alwaysWritesThreeDigitsOfMilliseconds() {
        assertThat(timestamps.of(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(timestamps.of(7)).isEqualTo("1970-01-01T00:00:00.007Z");
        assertThat(timestamps.of(1_795_305_600_120L)).isEqualTo("2026-11-22T00:00:00.120Z");
        assertThat(timestamps.of(1_795_305_601_000L)).isEqualTo("2026-11-22T00:00:01.000Z");
    }

    @Test
    void writesNothingForNoTime() {
        assertThat(timestamps.orNull(0)).isNull();
        assertThat(timestamps.orNull(Long.MIN_VALUE)).isNull();
        assertThat(timestamps.orNull(1)).isEqualTo("1970-01-01T00:00:00.001Z");
    }

    @Test
    void isReadBackAsTheSameInstant() {
        forAll(1_000, draws -> {
            long timeMs = draws.between(0, 253_402_300_799_999L);
            assertThat(Instant.parse(timestamps.of(timeMs)).toEpochMilli()).isEqualTo(timeMs);
            assertThat(timestamps.of(timeMs)).hasSize(24);
            long laterMs = timeMs + draws.between(0, 100_000_000L);
            DirectBuffer bytes = timestamps.bytesOf(laterMs);
            assertThat(bytes.getStringWithoutLengthAscii(0, bytes.capacity())).isEqualTo(timestamps.of(laterMs));
            assertThat(Instant.parse(timestamps.of(laterMs)).toEpochMilli()).isEqualTo(laterMs);
        });
    }
}
