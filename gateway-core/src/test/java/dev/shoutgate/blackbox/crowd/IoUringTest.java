package dev.shoutgate.blackbox.crowd;

import static dev.shoutgate.blackbox.Crowd.tally;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Crowd;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import io.netty.channel.uring.IoUring;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same gateway on sockets that io_uring drives. */
@EnabledIf(value = "isHere", disabledReason = "io_uring cannot be used here: no Linux, an old one, or a container without")
class IoUringTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("buyers.transport", "io_uring");

    static boolean isHere() {
        return IoUring.isAvailable();
    }

    @Test
    void sellsExactly300UnitsToTwoThousandPresses() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 300).limit(1));
        List<Answer> answers = new Crowd(gateway.buyersPort(), 40, 50).press(press -> BuyRequest.of(sale, "phone")
                .header("X-Buyer-Id", "buyer-" + press).header("Idempotency-Key", "key"));

        assertThat(tally(answers)).isEqualTo(Map.of("201", 300L, "409 sold-out", 1_700L));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(300, 0, 300, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(10));
        String look = "GET /v1/sales/" + sale + " HTTP/1.1\r\nHost: a\r\n\r\n";
        String time = "GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawHttp connection = RawHttp.connect(gateway.buyersPort())) {
            connection.send((look + time).repeat(200));
            for (int i = 0; i < 200; i++) {
                assertThat(connection.read().json().get("saleId").asText()).isEqualTo(sale);
                assertThat(connection.read().json().has("now")).isTrue();
            }
        }
    }

    @Test
    void tellsWhoeverWatches() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(10));
        try (EventStream stream = EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
            assertThat(stream.next().name()).isEqualTo("sale");
            gateway.buyers().buy(sale, "b1", "phone", 1);

            assertThat(stream.next().data().toString()).contains("\"available\":9");
        }
    }
}
