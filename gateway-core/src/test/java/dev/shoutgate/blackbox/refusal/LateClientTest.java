package dev.shoutgate.blackbox.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection on which presses come faster than they are read, for long. */
class LateClientTest {

    private static final int PRESSES = 20_000;

    /** A share of 32 slots, of which late presses have two: fewer than one connection may have in flight. */
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("ring.slots", 512);

    @Test
    void refusesWhatMayHaveWaitedInItsSocketAndAnswersAllOfIt() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 100_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int press = 0; press < PRESSES; press++) {
            bytes.writeBytes(BuyRequest.of(sale, "phone").bytes());
        }
        try (RawHttp connection = gateway.connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> connection.send(bytes.toByteArray()));
            int accepted = 0;
            for (int press = 0; press < PRESSES; press++) {
                Answer answer = connection.read();
                assertThat(answer.status()).isIn(201, 503);
                accepted += answer.status() == 201 ? 1 : 0;
            }
            sent.get();
            assertThat(accepted).isBetween(1, PRESSES - 1);
            assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(accepted);
            assertThat(shed("queue")).isEqualTo(PRESSES - accepted);
        }
        gateway.shop().assertAuditOk(sale);
    }

    private static double shed(String stage) {
        return gateway.operators().figure("shoutgate_shed_total{stage=\"" + stage + "\"}");
    }
}
