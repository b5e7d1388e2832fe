package dev.shoutgate.reply;

import dev.shoutgate.Currencies;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.PassRule;
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
        SaleDefinition.Terms terms = sale.terms();
        body.raw("{\"saleId\":\"").raw(sale.saleId()).raw("\",\"merchant\":\"").raw(sale.merchant())
                .raw("\",\"title\":").string(sale.title()).raw(",\"currency\":\"").raw(sale.currency())
                .raw("\",\"currencyExponent\":").number(Currencies.exponent(sale.currency()))
                .raw(",\"status\":\"").raw(view.status().name()).raw("\",\"opensAt\":").timeOrNull(sale.opensAtMs())
                .raw(",\"closesAt\":").timeOrNull(sale.closesAtMs())
                .raw(",\"holdSeconds\":").number(sale.holdSeconds());
        if (all) {
            body.raw(",\"latePayment\":\"").raw(sale.latePayment().name().toLowerCase(Locale.ROOT)).raw("\"");
        }
        passes(sale.passes(), body);
        body.raw(",\"version\":").number(view.version()).raw(",\"now\":").time(nowMs).raw(",\"items\":[");
        boolean first = true;
        // A buyer's view does not name what it does not show.
        boolean featured = false;
        for (ItemView item : view.items()) {
            if (all || item.isShown()) {
                body.raw(first ? "" : ",");
                first = false;
                write(item, body);
                featured |= item.definition().sku().equals(terms.featured());
            }
        }
        body.raw("],\"featured\":").stringOrNull(featured ? terms.featured() : "")
                .raw(",\"notice\":").stringOrNull(terms.notice())
                .raw(",\"checkoutUrl\":").stringOrNull(terms.checkoutUrl()).raw("}");
    }

    private static void passes(PassRule passes, JsonBytes body) {
        body.raw(",\"pass\":").stringOrNull(passes.word())
                .raw(",\"passOpensSeconds\":").numberOrNull(passes.opensSecondsSaid())
                .raw(",\"passDifficulty\":").numberOrNull(passes.difficultySaid());
    }

    private static void write(ItemView item, JsonBytes body) {
        Description said = item.terms().description();
        body.raw("{\"sku\":\"").raw(item.definition().sku()).raw("\",\"title\":").string(said.title())
                .raw(",\"image\":").stringOrNull(said.image()).raw(",\"listPrice\":").numberOrNull(said.listPrice())
                .raw(",\"price\":").number(item.terms().price()).raw(",\"total\":").number(item.total())
                .raw(",\"available\":").number(item.available()).raw(",\"held\":").number(item.held())
                .raw(",\"sold\":").number(item.sold())
                .raw(",\"limitPerBuyer\":").number(item.terms().limitPerBuyer())
                .raw(",\"onAt\":").timeOrNull(said.onAtMs()).raw(",\"offAt\":").timeOrNull(said.offAtMs())
                .raw(",\"status\":\"").raw(item.status()).raw("\"}");
    }
}
