package dev.shoutgate.blackbox.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import java.time.Duration;

/** Steps that many claims begin with or end in, each checked. */
final class Held {
    private Held() {
    }

    /** Buys and says which order it became. */
    static String order(GatewayUnderTest gateway, String sale, String buyer, String sku, int quantity) {
        Answer bought = gateway.buyers().buy(sale, buyer, sku, quantity);
        assertThat(bought.status()).as("buy: %s", bought).isEqualTo(201);
        return bought.orderId();
    }

    /** An operator's call that is to succeed. */
    static Answer done(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    static String status(GatewayUnderTest gateway, String orderId) {
        return gateway.operators().order(orderId).field("status");
    }

    static void awaitExpired(GatewayUnderTest gateway, String orderId) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(50))
                .until(() -> "EXPIRED".equals(status(gateway, orderId)));
    }
}
