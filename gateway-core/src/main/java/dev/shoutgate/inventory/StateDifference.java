package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.inventory.twin.TwinBooks;
import dev.shoutgate.inventory.twin.TwinItem;
import dev.shoutgate.inventory.twin.TwinOrder;
import dev.shoutgate.inventory.twin.TwinSale;

/**
 * Finds the first thing that a shard and its twin see differently, for the message of an audit.
 *
 * <p>Threading: the audit's.
 */
final class StateDifference {

    private final ShardState state;
    private final TwinBooks books;
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    private final ByteText key = new ByteText(Limits.KEY_BYTES);

    StateDifference(ShardState state, TwinBooks books) {
        this.state = state;
        this.books = books;
    }

    /** In words: what, and what each of the two says of it. */
    String first() {
        String found = differs("last sequence", state.lastSequence, books.lastSequence);
        found = found != null ? found : differs("number of sales", state.sales.saleCount(), books.sales.size());
        found = found != null ? found : differs("number of items", state.sales.itemCount(), books.items.size());
        found = found != null ? found : differs("number of orders", state.orders.count(), books.orders.size());
        found = found != null ? found : ofSales();
        found = found != null ? found : ofItems();
        found = found != null ? found : ofOrders();
        return found != null ? found
                : "sales, items and orders agree, so an index of keys or of buyers' units is wrong";
    }

    private String ofSales() {
        for (TwinSale twin : TwinBooks.kept(books.sales).toList()) {
            Sale sale = state.sales.sale(twin.number);
            String which = " of sale " + twin.definition.saleId();
            String found = differs("status" + which, sale.status(), twin.status);
            found = found != null ? found : differs("version" + which, sale.version(), twin.version);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String ofItems() {
        for (TwinItem twin : TwinBooks.kept(books.items).toList()) {
            Item item = state.sales.item(twin.number);
            String which = " of item " + twin.definition.sku();
            String found = differs("total" + which, item.total(), twin.total);
            found = found != null ? found : differs("held" + which, item.held(), books.held(twin));
            found = found != null ? found : differs("sold" + which, item.sold(), books.sold(twin));
            found = found != null ? found : differs("price" + which, item.price(), twin.price);
            found = found != null ? found : differs("limit" + which, item.limitPerBuyer(), twin.limitPerBuyer);
            found = found != null ? found : differs("being on sale" + which, item.isOn(), twin.on);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String ofOrders() {
        for (TwinOrder twin : TwinBooks.kept(books.orders).toList()) {
            state.orders.copyBuyer(twin.number, buyer);
            state.orders.copyKey(twin.number, key);
            String which = " of order number " + twin.number;
            String found = differs("status" + which, state.orders.status(twin.number), twin.status);
            found = found != null ? found : differs("buyer" + which, buyer.toString(), twin.buyer);
            found = found != null ? found : differs("key" + which, key.toString(), twin.key);
            found = found != null ? found : differs("sequence" + which, state.orders.sequence(twin.number),
                    twin.sequence);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String differs(String what, Object shard, Object twin) {
        // As text, since one counts in int and the other in long.
        return shard.toString().equals(twin.toString()) ? null
                : "the " + what + " is " + shard + " in the shard and " + twin + " in the twin";
    }
}
