package dev.shoutgate.room;

import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.SaleView;
import dev.shoutgate.SaleView.ItemView;
import dev.shoutgate.storage.OrderTally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a stream says of a sale (Server-Sent Events): all of it, or what changed since it was said last.
 *
 * <p>Threading: stateless, any thread.
 */
public final class SaleEvents {

    /** Keeps proxies and browsers from taking a stream for dead. */
    static final ByteBuf COMMENT = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer().writeBytes(":\n\n".getBytes(StandardCharsets.US_ASCII)));

    private SaleEvents() {}

    /** {@code event: sale}: the whole view. */
    public static byte[] whole(SaleView view, WatchedSource source) {
        byte[] head = ("event: sale\nid: " + view.version() + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] body = source.body(view);
        ByteArrayOutputStream event = new ByteArrayOutputStream(head.length + body.length + 2);
        event.writeBytes(head);
        event.writeBytes(body);
        event.write('\n');
        event.write('\n');
        return event.toByteArray();
    }

    /**
     * What leads from one view to a later one: {@code event: stock} with the figures that changed, the whole view where
     * anything else did, or null where the watchers see no difference.
     */
    static byte[] between(SaleView before, SaleView now, WatchedSource source) {
        if (now.status() != before.status() || now.definition() != before.definition()
                || now.items().size() != before.items().size()) {
            return whole(now, source);
        }
        StringBuilder changes = new StringBuilder();
        List<ItemView> items = now.items();
        for (int i = 0; i < items.size(); i++) {
            ItemView old = before.items().get(i);
            ItemView item = items.get(i);
            if (source.shows(old) != source.shows(item) || source.shows(item) && isMore(old, item)) {
                return whole(now, source);
            }
            if (source.shows(item)) {
                append(old, item, changes);
            }
        }
        return changes.isEmpty() ? null : ("event: stock\ndata: {\"version\":" + now.version() + ",\"items\":["
                + changes.substring(1) + "]}\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code event: orders}: what happened to orders between two counts. */
    static byte[] orders(OrderTally before, OrderTally now, SaleView view, WatchedSource source) {
        OrderTally news = now.since(before);
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(("event: orders\ndata: {\"version\":" + news.sequence() + ",\"taken\":" + news.taken()
                + ",\"confirmed\":" + news.confirmed() + ",\"cancelled\":" + news.cancelled() + ",\"expired\":"
                + news.expired() + ",\"refunded\":" + news.refunded() + ",\"amount\":" + news.amount()
                + ",\"latest\":[").getBytes(StandardCharsets.US_ASCII));
        String separator = "";
        for (OrderTally.Latest order : news.latest()) {
            event.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
            event.writeBytes(source.body(order, view));
            separator = ",";
        }
        event.writeBytes("]}\n\n".getBytes(StandardCharsets.US_ASCII));
        return event.toByteArray();
    }

    /** Whether something changed that {@code stock} has no word for. */
    private static boolean isMore(ItemView old, ItemView item) {
        return old.terms().limitPerBuyer() != item.terms().limitPerBuyer()
                || isMore(old.terms().description(), item.terms().description());
    }

    private static boolean isMore(Description old, Description now) {
        return old != now && !(old.title().equals(now.title()) && old.image().equals(now.image())
                && old.onAtMs() == now.onAtMs() && old.offAtMs() == now.offAtMs());
    }

    private static void append(ItemView old, ItemView item, StringBuilder changes) {
        int start = changes.length();
        changes.append(",{\"sku\":\"").append(item.definition().sku()).append('"');
        int empty = changes.length();
        figure("price", old.terms().price(), item.terms().price(), changes);
        figure("listPrice", old.terms().description().listPrice(), item.terms().description().listPrice(), changes);
        figure("total", old.total(), item.total(), changes);
        figure("available", old.available(), item.available(), changes);
        figure("held", old.held(), item.held(), changes);
        figure("sold", old.sold(), item.sold(), changes);
        if (!old.status().equals(item.status())) {
            changes.append(",\"status\":\"").append(item.status()).append('"');
        }
        if (changes.length() == empty) {
            changes.setLength(start);
        } else {
            changes.append('}');
        }
    }

    private static void figure(String name, long old, long now, StringBuilder changes) {
        if (old != now) {
            changes.append(",\"").append(name).append("\":");
            if (now == Description.NO_LIST_PRICE) {
                changes.append("null");
            } else {
                changes.append(now);
            }
        }
    }
}
