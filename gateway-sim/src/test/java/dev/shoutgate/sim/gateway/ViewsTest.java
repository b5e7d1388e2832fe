package dev.shoutgate.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ViewsTest {

    @Property(tries = 200)
    void stockThatAddsUpHasNoImbalance(@ForAll @LongRange(min = 0, max = 1_000_000_000) long available,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long held,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long sold) {
        ItemView item = item(available + held + sold, available, held, sold);

        assertThat(item.imbalance()).isNull();
        assertThat(item.taken()).isEqualTo(held + sold);
    }

    @Property(tries = 200)
    void stockThatIsOffByAnythingHasOne(@ForAll @LongRange(min = 0, max = 1_000_000_000) long available,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long held, @ForAll @IntRange(min = 1) int by,
            @ForAll boolean more) {
        long total = available + held + (more ? by : -by);

        assertThat(item(total, available, held, 0).imbalance()).contains("total " + total)
                .contains("= " + (available + held));
    }

    @Property(tries = 200)
    void stockBelowZeroHasOneThoughItAddsUp(@ForAll @LongRange(min = 1, max = 1_000) long below,
            @ForAll @IntRange(max = 2) int which) {
        long[] parts = {10, 10, 10};
        parts[which] = -below;
        long total = parts[0] + parts[1] + parts[2];

        assertThat(item(total, parts[0], parts[1], parts[2]).imbalance()).startsWith("negative stock");
    }

    @Example
    void onlyHeldAndConfirmedOrdersCountAgainstALimit() {
        assertThat(List.of("HELD", "CONFIRMED")).allMatch(status -> order(status).countsAgainstLimit());
        assertThat(List.of("CANCELLED", "EXPIRED", "REFUNDED", "held"))
                .noneMatch(status -> order(status).countsAgainstLimit());
    }

    @Example
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
