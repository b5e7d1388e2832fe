package dev.shoutgate.frontend;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleView;
import dev.shoutgate.storage.OrderTally;
import dev.shoutgate.storage.StoredFact;
import java.nio.charset.StandardCharsets;

/**
 * An order of a stream, made ready for the form that shows all orders.
 *
 * <p>Threading: stateless, any thread.
 */
final class LatestOrder {

    private LatestOrder() {}

    /** As it was taken, with what became of it. */
    static Outcome outcome(OrderTally.Latest latest, SaleView view) {
        StoredFact.NewOrder order = latest.order();
        Outcome outcome = new Outcome(null);
        byte[] orderId = order.orderId().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(orderId, 0, outcome.orderId, 0, orderId.length);
        outcome.status = latest.status();
        outcome.sale = view.definition();
        outcome.buyer.set(order.buyerId());
        if (order.channel() != null) {
            outcome.notes.channel.set(order.channel());
        }
        outcome.createdAtMs = order.createdAtMs();
        outcome.expiresAtMs = order.expiresAtMs();
        outcome.sequence = order.sequence();
        for (StoredFact.Line line : order.lines()) {
            outcome.items[outcome.lineCount] = item(line.sku(), view);
            outcome.quantities[outcome.lineCount] = line.quantity();
            outcome.unitPrices[outcome.lineCount] = line.unitPrice();
            outcome.lineCount++;
        }
        return outcome;
    }

    private static ItemDefinition item(String sku, SaleView view) {
        return view.items().stream().map(SaleView.ItemView::definition).filter(item -> item.sku().equals(sku))
                .findFirst().orElseThrow(() -> new IllegalStateException("an order of " + sku + " in "
                        + view.definition().saleId() + ", which never had such an item"));
    }
}
