package dev.shoutgate.storage;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What events are called outside: the one table of it. A name says what happened to what, and the {@code v1} changes
 * only when an old reader could not read the new JSON; new fields alone do not change it. <b>A new kind of fact gets
 * its line here.</b>
 *
 * <p>The README repeats the table; a test holds the two together. Immutable.
 */
public enum EventType {
    ORDER_HELD("order.held", "HELD"),
    ORDER_CONFIRMED("order.confirmed", "CONFIRMED"),
    ORDER_CANCELLED("order.cancelled", "CANCELLED"),
    ORDER_EXPIRED("order.expired", "EXPIRED"),
    ORDER_REFUNDED("order.refunded", "REFUNDED"),
    PAYMENT_ORPHANED("payment.orphaned", "PaymentOrphaned"),
    SALE_DEFINED("sale.defined", "SaleDefined"),
    SALE_OPENED("sale.opened", "SaleMoved OPEN"),
    SALE_PAUSED("sale.paused", "SaleMoved PAUSED"),
    SALE_CLOSED("sale.closed", "SaleMoved CLOSED"),
    SALE_RETIRED("sale.retired", "SaleRetired"),
    ITEM_ADDED("item.added", "ItemAdded"),
    ITEM_SWITCHED("item.switched", "ItemSwitched"),
    STOCK_ADDED("stock.added", "StockAdded"),
    PRICE_CHANGED("price.changed", "PriceChanged"),
    LIMIT_CHANGED("limit.changed", "LimitChanged"),
    SHARD_FOUNDED("shard.founded", "ShardFounded");

    /** A sale event of this type is three events outside, by the status that it brought. */
    public static final String MOVED = "SaleMoved";

    private static final Map<String, EventType> BY_FACT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.fact, Function.identity()));

    private final String text;
    private final String fact;

    EventType(String name, String fact) {
        text = "dev.shoutgate." + name + ".v1";
        this.fact = fact;
    }

    /** The {@code ce_type}. */
    public String text() {
        return text;
    }

    /** {@code fact}: the status that an order got, or the type of a sale event, with the status if it is a move. */
    public static EventType of(String fact) {
        EventType type = BY_FACT.get(fact);
        if (type == null) {
            throw new IllegalStateException("no event has a name for the fact " + fact);
        }
        return type;
    }
}
