package dev.shoutgate.storage;

import dev.shoutgate.storage.StoredFact.NewOrder;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One field of a new order, as every store keeps it: a column of a table, a field of an event. The list is the one
 * place where a field is entered; tables want a migration for it as well.
 *
 * <p>Threading: immutable; the {@link TimestampText} that is handed in belongs to one thread.
 *
 * @param name   as in the API
 * @param type   {@code text}, {@code int8} or {@code time}
 * @param reader takes the value from an order: a {@code String} or a {@code Long}, of a time the milliseconds since
 *     1970 UTC; null if it has none
 */
public record OrderField(String name, String type, Function<NewOrder, Object> reader) {

    /** The type of a moment. */
    public static final String TIME = "time";

    /** In the order of the columns. */
    public static final List<OrderField> ALL = List.of(
            text("orderId", NewOrder::orderId),
            text("saleId", NewOrder::saleId),
            text("merchant", NewOrder::merchant),
            text("buyerId", NewOrder::buyerId),
            text("status", NewOrder::status),
            text("currency", NewOrder::currency),
            number("total", NewOrder::total),
            text("channel", NewOrder::channel),
            time("createdAt", NewOrder::createdAtMs),
            time("expiresAt", NewOrder::expiresAtMs),
            time("updatedAt", NewOrder::timeMs),
            number("sequence", NewOrder::sequence));

    private static OrderField text(String name, Function<NewOrder, Object> reader) {
        return new OrderField(name, "text", reader);
    }

    private static OrderField number(String name, ToLongFunction<NewOrder> reader) {
        return new OrderField(name, "int8", reader::applyAsLong);
    }

    /** Milliseconds since 1970 UTC; 0 or less is no time. */
    private static OrderField time(String name, ToLongFunction<NewOrder> reader) {
        return new OrderField(name, TIME, order -> {
            long timeMs = reader.applyAsLong(order);
            return timeMs <= 0 ? null : timeMs;
        });
    }

    /** The value as the API writes it: a {@code Long} or text, a time too; null if the order has none. */
    public Object of(NewOrder order, TimestampText timestamps) {
        Object value = reader.apply(order);
        return type.equals(TIME) && value != null ? timestamps.of((Long) value) : value;
    }

    /** The name of its column: {@code saleId} is {@code sale_id}. */
    public String column() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
