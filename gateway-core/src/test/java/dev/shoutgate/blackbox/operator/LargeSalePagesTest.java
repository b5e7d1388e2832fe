package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of sales is bounded, however many items they have. */
class LargeSalePagesTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void endsWithTheSaleThatMakesItLarge() {
        Item[] items = IntStream.range(0, 400).mapToObj(i -> Item.of("sku-%03d".formatted(i) + "-".repeat(50), 1))
                .toArray(Item[]::new);
        for (int i = 0; i < 4; i++) {
            SaleDefinition large = SaleDefinition.of(items).with("title", "t".repeat(1000));
            for (int item = 0; item < items.length; item++) {
                large.withInItem(item, "title", "t".repeat(1000));
            }
            assertThat(gateway.operators().define("x" + i, large).status()).isEqualTo(201);
        }
        Answer page = gateway.operators().get("/v1/sales?after=w");
        assertThat(SalePagesTest.idsOf(page)).containsExactly("x0", "x1", "x2");
        assertThat(page.field("next")).isEqualTo("x2");
        assertThat(SalePagesTest.idsOf(gateway.operators().get("/v1/sales?after=x2"))).containsExactly("x3");
    }
}
