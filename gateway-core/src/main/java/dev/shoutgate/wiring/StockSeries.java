package dev.shoutgate.wiring;

import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.telemetry.Metrics.Sink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which items the metrics show one by one. A monitoring keeps every series that it has ever seen, so there is a cap:
 * where there are more items, half of it goes to those that sold the most, and the rest to the newest of the others.
 *
 * <p>Threading: whichever thread scrapes.
 */
final class StockSeries {

    private final List<Shard> shards;
    private final int maxItems;

    private record Shown(String saleId, SaleView.ItemView item) {

        private long moved() {
            return item.held() + item.sold();
        }
    }

    /** {@code maxItems}: the setting {@code metrics.max-items}. */
    StockSeries(List<Shard> shards, int maxItems) {
        this.shards = shards;
        this.maxItems = maxItems;
    }

    void put(Sink sink) {
        for (Shown shown : chosen(items())) {
            SaleView.ItemView item = shown.item;
            String sku = item.definition().sku();
            sink.put(item.available(), shown.saleId, sku, "available");
            sink.put(item.held(), shown.saleId, sku, "held");
            sink.put(item.sold(), shown.saleId, sku, "sold");
        }
    }

    void putLeftOut(Sink sink) {
        sink.put(Math.max(0, sales().mapToInt(Sale::itemCount).sum() - maxItems));
    }

    private Stream<Sale> sales() {
        return shards.stream().map(Shard::gate).map(ShardGate::sales).flatMap(sales -> sales.all().stream())
                .filter(sale -> sale.status() != SaleStatus.CLOSED);
    }

    /** The newest sales first, and in each the newest items. */
    private List<Shown> items() {
        List<Shown> items = new ArrayList<>();
        sales().sorted(Comparator.comparing(Sale::number).reversed()).forEach(sale -> {
            List<SaleView.ItemView> views = sale.view().items();
            for (int i = views.size() - 1; i >= 0; i--) {
                items.add(new Shown(sale.definition().saleId(), views.get(i)));
            }
        });
        return items;
    }

    private Collection<Shown> chosen(List<Shown> items) {
        if (items.size() <= maxItems) {
            return items;
        }
        Set<Shown> chosen = new LinkedHashSet<>(items.stream()
                .sorted(Comparator.comparing(Shown::moved).reversed()).limit(maxItems / 2).toList());
        for (int i = 0; chosen.size() < maxItems; i++) {
            chosen.add(items.get(i));
        }
        return chosen;
    }
}
