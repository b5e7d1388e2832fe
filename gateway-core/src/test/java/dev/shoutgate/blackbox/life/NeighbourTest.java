package dev.shoutgate.blackbox.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The crowd of one merchant, which has the ring full, is nothing to the buyers of another. */
class NeighbourTest {
    private static final int BUYERS = 300;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("ring.slots", 64)
            .with("ring.reserved-slots", 16).with("capacity.orders", 2_000_000);

    @Test
    void sellsAsIfTheCrowdWereNotThere() throws Exception {
        String crowded = gateway.shop().open(SaleDefinition.of(Item.of("case", 1_000_000).limit(1)));
        String quiet = gateway.shop().open(SaleDefinition.of(Item.of("phone", BUYERS).limit(1))
                .with("merchant", "shop-2"));
        try (Flood flood = new Flood(gateway, crowded, "case")) {
            flood.awaitFullRing();
            long shedBefore = flood.shed();
            double overShareBefore = shed("share");
            for (int i = 0; i < BUYERS; i++) {
                Answer bought = gateway.buyers().buy(quiet, Fresh.buyer(), "phone", 1);
                assertThat(bought.status()).as("press %s beside a crowd, %s: %s", i, flood, bought).isEqualTo(201);
            }
            assertThat(flood.shed() - shedBefore).as("buys of the crowd shed meanwhile").isPositive();
            assertThat(shed("share") - overShareBefore).as("of them for their merchant's share").isPositive();
            flood.end();
        }
        assertThat(gateway.shop().stock(quiet, "phone").held()).isEqualTo(BUYERS);
        gateway.shop().assertAuditOk(crowded);
    }

    private static double shed(String stage) {
        return gateway.operators().figure("shoutgate_shed_total{stage=\"" + stage + "\"}");
    }
}
