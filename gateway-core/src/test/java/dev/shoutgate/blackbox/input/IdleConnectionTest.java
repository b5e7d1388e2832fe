package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdleConnectionTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("buyers.idle-timeout", "1s");

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void closesAConnectionThatSaysNothing() {
        try (RawHttp connection = gateway.connect()) {
            assertThat(connection.endsWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void closesAConnectionThatHasNothingMoreToSayButNotAtOnce() {
        try (RawHttp connection = gateway.connect()) {
            assertThat(connection.exchange(sale.buy()).status()).isEqualTo(201);
            sale.expectHeld(1);
            assertThat(connection.hearsWithin(Duration.ofMillis(300))).as("still open").isFalse();
            assertThat(connection.endsWithin(Duration.ofSeconds(5))).isTrue();
        }
    }
}
