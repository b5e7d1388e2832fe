package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection stays whose last reply is sent: two seconds, in which its client may read that and leave. */
class LingerTest {

    private static final FrontendLimits LIMITS = SmallFrontend.limits(Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final Witness witness = new Witness();
    private final WitnessedConnection connection = new WitnessedConnection(witness.routes, LIMITS, null);

    @Test
    void beginsOnceTheLastReplyIsSentHoweverLongThatTook() {
        connection.read("GET /later/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
        connection.sweep(0);
        connection.sweep(10);
        assertThat(connection.state()).as("its reply is owed").startsWith("open");
        witness.complete(true, false);
        connection.settle();

        connection.sweep(11);
        assertThat(connection.state()).startsWith("open, says no more").contains("HTTP/1.1 200 OK");
        connection.sweep(13);
        assertThat(connection.state()).startsWith("closed");
        assertThat(connection.close()).isZero();
    }
}
