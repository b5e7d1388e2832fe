package dev.shoutgate.blackbox.crowd;

import static dev.shoutgate.blackbox.Crowd.tally;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Crowd;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrowdTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void sellsExactlyAThousandUnitsToTwentyThousandPressesOn200Connections() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 1_000).limit(1));
        List<Answer> answers = new Crowd(gateway.buyersPort(), 200, 100).press(press -> BuyRequest.of(sale, "phone")
                .header("X-Buyer-Id", "buyer-" + press).header("Idempotency-Key", "key"));

        assertThat(tally(answers)).isEqualTo(Map.of("201", 1_000L, "409 sold-out", 19_000L));
        assertThat(answers.stream().filter(a -> a.status() == 201).map(Answer::orderId).distinct()).hasSize(1_000);
        assertThat(Stock.of(gateway.buyers().sale(sale).json(), "phone")).isEqualTo(new Stock(1_000, 0, 1_000, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void givesOneBuyerWhoRaces200RequestsNoMoreThanTheLimit() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 1_000).limit(2));
        List<Answer> answers = new Crowd(gateway.buyersPort(), 50, 4)
                .press(press -> BuyRequest.of(sale, "phone").header("X-Buyer-Id", "racer"));

        assertThat(tally(answers)).isEqualTo(Map.of("201", 2L, "409 limit-reached", 198L));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(1_000, 998, 2, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void makesOneOrderOfOneKeyRacedBy50Connections() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 1_000).limit(99));
        List<Answer> answers = new Crowd(gateway.buyersPort(), 50, 4).press(press -> BuyRequest.of(sale, "phone")
                .header("X-Buyer-Id", "racer").header("Idempotency-Key", "one-key"));

        assertThat(tally(answers)).isEqualTo(Map.of("201", 200L));
        assertThat(answers.stream().map(Answer::orderId).distinct()).hasSize(1);
        assertThat(answers.stream().filter(a -> a.header("Idempotent-Replayed").isEmpty())).hasSize(1);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(1_000, 999, 1, 0));
    }

    @Test
    void losesNoUnitWhereBuysAndCancelsCross() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 20).limit(1));
        List<Answer> answers = new Crowd(gateway.buyersPort(), 40, 50)
                .act((connection, press) -> buyAndCancel(connection, BuyRequest.of(sale, "phone")));

        assertThat(tally(answers).keySet()).contains("200").isSubsetOf("200", "409 sold-out");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(20));
        gateway.shop().assertAuditOk(sale);
    }

    private static Answer buyAndCancel(RawHttp connection, BuyRequest request) {
        Answer bought = connection.exchange(request);
        if (bought.status() != 201) {
            return bought;
        }
        return connection.send("POST /v1/orders/" + bought.orderId() + "/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "X-Buyer-Id: " + request.buyer() + "\r\nContent-Length: 0\r\n\r\n").read();
    }
}
