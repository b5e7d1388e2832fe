package dev.shoutgate.frontend;

import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.reply.JsonBytes;
import java.util.List;

/**
 * A recount as operators read it: the figures that are kept beside those that the orders add up to.
 *
 * <p>Threading: stateless, any event loop.
 */
final class AuditBody {

    private AuditBody() {}

    static void write(String saleId, List<ItemCount> items, JsonBytes body) {
        body.raw("{\"ok\":").bool(items.stream().allMatch(ItemCount::isRight))
                .raw(",\"saleId\":\"").raw(saleId).raw("\",\"items\":[");
        String separator = "";
        for (ItemCount item : items) {
            body.raw(separator).raw("{\"sku\":\"").raw(item.sku()).raw("\",\"ok\":").bool(item.isRight())
                    .raw(",\"total\":").number(item.total()).raw(",\"available\":").number(item.available())
                    .raw(",\"held\":").number(item.held()).raw(",\"sold\":").number(item.sold())
                    .raw(",\"heldByOrders\":").number(item.heldByOrders())
                    .raw(",\"soldByOrders\":").number(item.soldByOrders()).raw("}");
            separator = ",";
        }
        body.raw("]}");
    }
}
