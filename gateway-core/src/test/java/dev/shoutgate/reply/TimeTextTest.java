package dev.shoutgate.reply;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** Our calendar against Java's, from the year 0000 to 9999. */
class TimeTextTest {

    private static final long FIRST_MS = -62_167_219_200_000L;
    private static final long LAST_MS = 253_402_300_799_999L;
    private static final DateTimeFormatter JAVAS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void saysEveryMomentAsJavaDoes() {
        forAll(2_000, draws -> {
            long epochMs = draws.between(FIRST_MS, LAST_MS);
            assertThat(text(epochMs)).isEqualTo(JAVAS.format(Instant.ofEpochMilli(epochMs)));
        });
    }

    @Test
    void saysTheFirstAndTheLastDayOfEveryMonthAsJavaDoes() {
        Instant first = Instant.ofEpochMilli(FIRST_MS);
        for (var month = first.atZone(ZoneOffset.UTC); month.getYear() <= 9999; month = month.plusMonths(1)) {
            long ms = month.toInstant().toEpochMilli();
            assertThat(text(ms).substring(0, 10)).isEqualTo(month.toLocalDate().toString());
            if (ms > FIRST_MS) {
                assertThat(text(ms - 1)).startsWith(month.toLocalDate().minusDays(1).toString());
            }
        }
    }

    @Test
    void saysTheEnds() {
        assertThat(text(FIRST_MS)).isEqualTo("0000-01-01T00:00:00.000Z");
        assertThat(text(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(text(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(text(951_782_400_000L)).isEqualTo("2000-02-29T00:00:00.000Z");
        assertThat(text(LAST_MS)).isEqualTo("9999-12-31T23:59:59.999Z");
    }

    @Test
    void writesWhereItIsToldAndNowhereElse() {
        byte[] to = "#".repeat(30).getBytes(StandardCharsets.US_ASCII);
        TimeText.write(0, to, 3);

        assertThat(new String(to, StandardCharsets.US_ASCII)).isEqualTo("###1970-01-01T00:00:00.000Z###");
    }

    private static String text(long epochMs) {
        byte[] to = new byte[TimeText.LENGTH];
        TimeText.write(epochMs, to, 0);
        return new String(to, StandardCharsets.US_ASCII);
    }
}
