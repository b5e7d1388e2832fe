package dev.shoutgate.reply;

import dev.shoutgate.Currencies;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView;
import dev.shoutgate.SaleView.ItemView;
import java.util.Locale;

/**
 * A sale as anyone may see it, or with everything that operators see besides.
 *
 * <p>Threading: stateless, any event loop.
 */
public final class SaleBody {

    private SaleBody() {}

    /** Without the items that are off. */
    public static void forBuyers(SaleView view, long nowMs, JsonBytes body) {
        write(view, nowMs, false, body);
    }

    /** Everything. */
    public static void forOperators(SaleView view, long nowMs, JsonBytes body) {
        write(view, nowMs, true, body);
    }

    private static void write(SaleView view, long nowMs, boolean all, JsonBytes body) {
        SaleDefinition sale = view.definition();
        body.raw("{\"saleId\":\"").raw(sale.saleId()).raw("\",\"merchant\":\"").raw(sale.merchant())
                .raw("\",\"title\":").string(sale.title()).raw(",\"currency\":\"").raw(sale.currency())
                .raw("\",\"currencyExponent\":").number(Currencies.exponent(sale.currency()))
                .raw(",\"status\":\"").raw(view.status().name()).raw("\",\"opensAt\":").timeOrNull(sale.opensAtMs())
                .raw(",\"closesAt\":").timeOrNull(sale.closesAtMs())
                .raw(",\"holdSeconds\":").number(sale.holdSeconds());
        if (all) {
            body.raw(",\"latePayment\":\"").raw(sale.latePayment().name().toLowerCase(Locale.ROOT)).raw("\"");
        }
        body.raw(",\"version\":").number(view.version()).raw(",\"now\":").time(nowMs).raw(",\"items\":[");
        boolean first = true;
        for (ItemView item : view.items()) {
            if (all || item.terms().on()) {
                body.raw(first ? "" : ",");
                first = false;
                write(item, body);
            }
        }
        body.raw("]}");
    }

    private static void write(ItemView item, JsonBytes body) {
        body.raw("{\"sku\":\"").raw(item.definition().sku()).raw("\",\"title\":").string(item.definition().title())
                .raw(",\"price\":").number(item.terms().price()).raw(",\"total\":").number(item.total())
                .raw(",\"available\":").number(item.available()).raw(",\"held\":").number(item.held())
                .raw(",\"sold\":").number(item.sold())
                .raw(",\"limitPerBuyer\":").number(item.terms().limitPerBuyer())
                .raw(",\"status\":\"").raw(item.terms().on() ? "ON" : "OFF").raw("\"}");
    }
}
