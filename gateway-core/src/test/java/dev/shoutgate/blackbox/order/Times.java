package dev.shoutgate.blackbox.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/** The one way in which times come out: RFC 3339, UTC, milliseconds. */
final class Times {
    private Times() {
    }

    static Instant parse(String time) {
        assertThat(time).isNotNull().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        return Instant.parse(time);
    }
}
