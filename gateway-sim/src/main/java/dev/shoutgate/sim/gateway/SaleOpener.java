package dev.shoutgate.sim.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shoutgate.sim.plan.OwnSale;

/**
 * Finds or makes the sale of a run: a fresh one where the operator token allows it, so that its figures start from
 * zero.
 *
 * <p>Threading: the main thread; blocks. Errors: {@link GatewayException} when no gateway answers or the sale is not
 * there.
 */
public final class SaleOpener {
    /** What {@code serve --demo} sells; the place to go when the run may not define a sale of its own. */
    static final String DEMO_SALE = "demo";

    private final GatewayApi api;

    public SaleOpener(GatewayApi api) {
        this.api = api;
    }

    /** Defines and opens a sale of the run's own, or falls back to the demo's when the token is not good for that. */
    public RunSale openOwn(OwnSale sale, String runId) {
        String saleId = "shout-" + runId;
        try {
            api.define(saleId, definition(sale));
            api.open(saleId, runId);
        } catch (GatewayException e) {
            if (e.status() != 401 && e.status() != 403 && e.status() != 404) {
                throw e;
            }
            return existing(DEMO_SALE, "the operator token may not define a sale (" + e.status() + "), so this is the "
                    + "sale " + DEMO_SALE + " as it stands");
        }
        return new RunSale(api.saleForOperators(saleId), true, true, "a sale of this run's own");
    }

    /** Takes a sale as it stands. */
    public RunSale existing(String saleId, String note) {
        SaleView forBuyers = api.saleForBuyers(saleId);
        return new RunSale(forBuyers, false, operatorsSee(saleId), note);
    }

    private boolean operatorsSee(String saleId) {
        try {
            api.saleForOperators(saleId);
            return true;
        } catch (GatewayException e) {
            return false;
        }
    }

    private static String definition(OwnSale sale) {
        try {
            return GatewayApi.JSON.writeValueAsString(sale.definition());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values could not be written as JSON", e);
        }
    }
}
