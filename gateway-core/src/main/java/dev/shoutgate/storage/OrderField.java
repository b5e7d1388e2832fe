package dev.shoutgate.storage;

import dev.shoutgate.storage.StoredFact.NewOrder;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.agrona.DirectBuffer;

/**
 * One field of a new order, as every store keeps it: a column of a table, a field of an event. The list is the one
 * place where a field is entered; tables want a migration for it as well.
 *
 * <p>Threading: immutable; the {@link TimestampText} that is handed in belongs to one thread.
 *
 * @param name    as in the API
 * @param type    {@code text}, {@code int8} or {@code time}
 * @param reader  takes the value from an order: a {@code String} or a {@code Long}, of a time the milliseconds since
 *     1970 UTC; null if it has none
 * @param inPlace hands on the value of an order in the journal's bytes
 */
public record OrderField(String name, String type, Function<NewOrder, Object> reader,
        BiConsumer<TakenFields, Values> inPlace) {

    /** The type of a moment. */
    public static final String TIME = "time";

    /** Takes values that are no objects, one after the other. */
    public interface Values {

        /** UTF-8, valid during the call; null for none. */
        Values text(DirectBuffer text);

        Values number(long number);

        /** Milliseconds since 1970 UTC; 0 or less is no time. */
        Values time(long timeMs);
    }

    /** In the order of the columns. */
    public static final List<OrderField> ALL = List.of(
            text("orderId", NewOrder::orderId, TakenFields::orderId),
            text("saleId", NewOrder::saleId, TakenFields::saleId),
            text("merchant", NewOrder::merchant, TakenFields::merchant),
            text("buyerId", NewOrder::buyerId, TakenFields::buyerId),
            text("status", NewOrder::status, TakenFields::status),
            text("currency", NewOrder::currency, TakenFields::currency),
            number("total", NewOrder::total, TakenFields::total),
            text("channel", NewOrder::channel, TakenFields::channel),
            time("createdAt", NewOrder::createdAtMs, TakenFields::createdAtMs),
            time("expiresAt", NewOrder::expiresAtMs, TakenFields::expiresAtMs),
            time("updatedAt", NewOrder::timeMs, TakenFields::timeMs),
            number("sequence", NewOrder::sequence, TakenFields::sequence));

    private static OrderField text(String name, Function<NewOrder, Object> reader,
            Function<TakenFields, DirectBuffer> bytes) {
        return new OrderField(name, "text", reader, (order, to) -> to.text(bytes.apply(order)));
    }

    private static OrderField number(String name, ToLongFunction<NewOrder> reader, ToLongFunction<TakenFields> number) {
        return new OrderField(name, "int8", reader::applyAsLong, (order, to) -> to.number(number.applyAsLong(order)));
    }

    /** Milliseconds since 1970 UTC; 0 or less is no time. */
    private static OrderField time(String name, ToLongFunction<NewOrder> reader, ToLongFunction<TakenFields> time) {
        Function<NewOrder, Object> orNone = order -> {
            long timeMs = reader.applyAsLong(order);
            return timeMs <= 0 ? null : timeMs;
        };
        return new OrderField(name, TIME, orNone, (order, to) -> to.time(time.applyAsLong(order)));
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
