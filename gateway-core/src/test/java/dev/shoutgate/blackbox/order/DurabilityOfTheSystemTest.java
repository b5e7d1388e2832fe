package dev.shoutgate.blackbox.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DurabilityOfTheSystemTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("durability", "os");

    @Test
    void saysThatAnOrderIsOnlyWithTheOperatingSystem() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer order = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(order.field("durability")).isEqualTo("os");
    }
}
