package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsOfManyItemsTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("metrics.max-items", 6);

    @Test
    void showTheBusiestAndTheNewestAndCountTheOthers() {
        assertThat(leftOut()).isZero();
        List<String> sales = IntStream.range(0, 5)
                .mapToObj(i -> gateway.shop().open(Item.of("phone", 10), Item.of("mug", 10))).toList();
        gateway.buyers().buy(sales.get(0), "b1", "mug", 2);
        gateway.buyers().buy(sales.get(1), "b1", "phone", 1);
        gateway.buyers().buy(sales.get(2), "b1", "phone", 1);

        assertThat(shown()).containsExactlyInAnyOrder(
                sales.get(0) + " mug", sales.get(1) + " phone", sales.get(2) + " phone",
                sales.get(4) + " mug", sales.get(4) + " phone", sales.get(3) + " mug");
        assertThat(leftOut()).isEqualTo(4);

        gateway.shop().close(sales.get(4));
        assertThat(leftOut()).as("a closed sale is not shown at all").isEqualTo(2);
    }

    private static String metrics() {
        return gateway.operators().api().get("/metrics").text();
    }

    private static List<String> shown() {
        return Pattern.compile("(?m)^shoutgate_stock_units\\{sale=\"(.*)\",sku=\"(.*)\",state=\"held\"}")
                .matcher(metrics()).results().map(found -> found.group(1) + " " + found.group(2)).toList();
    }

    private static double leftOut() {
        return Pattern.compile("(?m)^shoutgate_stock_items_left_out (\\S+)$").matcher(metrics()).results()
                .mapToDouble(found -> Double.parseDouble(found.group(1))).findFirst().orElseThrow();
    }
}
