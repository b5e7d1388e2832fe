package dev.shoutgate.sim.gateway;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    @Test
    void stockThatAddsUpHasNoImbalance() {
        forAll(200, draws -> {
            long available = draws.between(0, 1_000_000_000);
            long held = draws.between(0, 1_000_000_000);
            long sold = draws.between(0, 1_000_000_000);
            ItemView item = item(available + held + sold, available, held, sold);

            assertThat(item.imbalance()).isNull();
            assertThat(item.taken()).isEqualTo(held + sold);
        });
    }

    @Test
    void stockThatIsOffByAnythingHasOne() {
        forAll(200, draws -> {
            long available = draws.between(0, 1_000_000_000);
            long held = draws.between(0, 1_000_000_000);
            int by = draws.between(1, Integer.MAX_VALUE);
            long total = available + held + (draws.flip() ? by : -by);

            assertThat(item(total, available, held, 0).imbalance()).contains("total " + total)
                    .contains("= " + (available + held));
        });
    }

    @Test
    void stockBelowZeroHasOneThoughItAddsUp() {
        forAll(200, draws -> {
            long[] parts = {10, 10, 10};
            parts[draws.evenly(0, 2)] = -draws.between(1, 1_000);
            long total = parts[0] + parts[1] + parts[2];

            assertThat(item(total, parts[0], parts[1], parts[2]).imbalance()).startsWith("negative stock");
        });
    }

    @Test
    void onlyHeldAndConfirmedOrdersCountAgainstALimit() {
        assertThat(List.of("HELD", "CONFIRMED")).allMatch(status -> order(status).countsAgainstLimit());
        assertThat(List.of("CANCELLED", "EXPIRED", "REFUNDED", "held"))
                .noneMatch(status -> order(status).countsAgainstLimit());
    }

    @Test
    void aViewWithoutItemsHasNone() {
        assertThat(new SaleView("s", "OPEN", "CNY", 0, null).item("phone")).isNull();
        assertThat(new OrderView("o", "s", "b", "HELD", null, 0).items()).isEmpty();
    }

    private static ItemView item(long total, long available, long held, long sold) {
        return new ItemView("phone", 1, total, available, held, sold, 2, "ON");
    }

    private static OrderView order(String status) {
        return new OrderView("o", "s", "b", status, List.of(), 0);
    }
}
