package dev.shoutgate.frontend;

import dev.shoutgate.inventory.SaleAudit;
import dev.shoutgate.inventory.SaleAudit.ItemCount;
import dev.shoutgate.reply.JsonBytes;

/**
 * A recount as operators read it: the figures that are kept beside those that the orders add up to.
 *
 * <p>Threading: stateless, any event loop.
 */
final class AuditBody {

    private AuditBody() {}

    static void write(SaleAudit audit, JsonBytes body) {
        body.raw("{\"ok\":").bool(audit.isRight()).raw(",\"saleId\":\"").raw(audit.sale().definition().saleId())
                .raw("\",\"items\":[");
        String separator = "";
        for (ItemCount item : audit.items()) {
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
