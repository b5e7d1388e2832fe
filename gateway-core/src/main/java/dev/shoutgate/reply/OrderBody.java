package dev.shoutgate.reply;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import java.nio.charset.StandardCharsets;

/**
 * An order as its buyer, and the operators, read it. Its lines have the titles of now, as the page of the sale does;
 * what an order keeps is its prices.
 *
 * <p>Threading: immutable, any event loop.
 */
public final class OrderBody {

    private static final byte[] ORDER_ID = ascii("{\"orderId\":\"");
    private static final byte[] SALE_ID = ascii("\",\"saleId\":\"");
    private static final byte[] BUYER_ID = ascii("\",\"buyerId\":");
    private static final byte[][] STATUS = statuses();
    private static final byte[] SKU = ascii("{\"sku\":\"");
    private static final byte[] TITLE = ascii("\",\"title\":");
    private static final byte[] QUANTITY = ascii(",\"quantity\":");
    private static final byte[] UNIT_PRICE = ascii(",\"unitPrice\":");
    private static final byte[] REFUNDED = ascii(",\"refunded\":");
    private static final byte[] CURRENCY = ascii("],\"currency\":\"");
    private static final byte[] TOTAL = ascii("\",\"total\":");
    private static final byte[] CHANNEL = ascii(",\"channel\":");
    private static final byte[] PAYMENT_REF = ascii(",\"paymentRef\":");
    private static final byte[] CREATED_AT = ascii(",\"createdAt\":");
    private static final byte[] EXPIRES_AT = ascii(",\"expiresAt\":");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");

    private final byte[] durability;

    /** {@code durability}: what every reply says of how safe it is, {@code disk} or {@code os}. */
    public OrderBody(String durability) {
        this.durability = ascii(",\"durability\":\"" + durability + "\"}");
    }

    /** The reply to a buy: 201, and where the order is. */
    public void created(Exchange exchange, JsonBytes body) {
        exchange.status = 201;
        write(exchange.outcome, null, body);
    }

    /** The order as it now is: 200. */
    public void found(Exchange exchange, JsonBytes body) {
        exchange.status = 200;
        write(exchange.outcome, null, body);
    }

    /** Likewise, and with the payment that confirmed it, which is no buyer's business. */
    public void foundByOperator(Exchange exchange, JsonBytes body) {
        exchange.status = 200;
        write(exchange.outcome, exchange.outcome.paymentRef, body);
    }

    /** A list of orders, as their buyer reads them: 200. */
    public void list(Exchange exchange, JsonBytes body) {
        exchange.status = 200;
        body.raw("{\"orders\":[");
        String separator = "";
        for (Outcome order : exchange.outcome.orders) {
            write(order, null, body.raw(separator));
            separator = ",";
        }
        body.raw("]}");
    }

    /** One order of several that the operators read. */
    public void oneOfSeveral(Outcome order, JsonBytes body) {
        write(order, order.paymentRef, body);
    }

    private void write(Outcome order, String paymentRef, JsonBytes body) {
        body.raw(ORDER_ID).raw(order.orderId).raw(SALE_ID).raw(order.sale.saleId()).raw(BUYER_ID)
                .string(order.buyer).raw(STATUS[order.status.ordinal()]);
        for (int i = 0; i < order.lineCount; i++) {
            if (i > 0) {
                body.raw(",");
            }
            body.raw(SKU).raw(order.items[i].sku()).raw(TITLE).string(order.items[i].title())
                    .raw(QUANTITY).number(order.quantities[i]).raw(UNIT_PRICE).number(order.unitPrices[i]);
            if (order.refunded[i] > 0) {
                body.raw(REFUNDED).number(order.refunded[i]);
            }
            body.raw("}");
        }
        body.raw(CURRENCY).raw(order.sale.currency()).raw(TOTAL).number(order.total()).raw(CHANNEL);
        if (order.notes.channel.isEmpty()) {
            body.raw("null");
        } else {
            body.string(order.notes.channel);
        }
        if (paymentRef != null) {
            body.raw(PAYMENT_REF).string(paymentRef);
        }
        body.raw(CREATED_AT).time(order.createdAtMs).raw(EXPIRES_AT);
        // Confirmed at once; an older release wrote the time of taking there.
        if (order.expiresAtMs <= order.createdAtMs) {
            body.raw("null");
        } else {
            body.time(order.expiresAtMs);
        }
        body.raw(SEQUENCE).number(order.sequence).raw(durability);
    }

    private static byte[][] statuses() {
        OrderStatus[] all = OrderStatus.values();
        byte[][] bytes = new byte[all.length][];
        for (OrderStatus status : all) {
            bytes[status.ordinal()] = ascii(",\"status\":\"" + status + "\",\"items\":[");
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
