package dev.shoutgate.frontend;

import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.reply.Exchange;

/**
 * The host's hand on a whole sale: other terms, open, pause, resume, close.
 *
 * <p>Threading: any event loop.
 */
final class SaleActs {

    private final OperatorCalls calls;

    SaleActs(OperatorCalls calls) {
        this.calls = calls;
    }

    void addTo(RouteTable routes) {
        routes
                .on("PATCH", "/v1/sales/{saleId}", calls.known(this::change))
                .on("POST", "/v1/sales/{saleId}/open", moving(Act.OPEN))
                .on("POST", "/v1/sales/{saleId}/pause", moving(Act.PAUSE))
                .on("POST", "/v1/sales/{saleId}/resume", moving(Act.RESUME))
                .on("POST", "/v1/sales/{saleId}/close", moving(Act.CLOSE));
    }

    /** No key: what is so already is left as it is, so a change may come twice. */
    private void change(Request request, Exchange exchange, Operator operator) {
        SaleDefinition.Change change = calls.body(request, exchange, (fields, whole) -> new SaleDefinitionReader(fields)
                .readChange(JsonReading.object(whole.body, whole.bodyLength)));
        if (change != null) {
            calls.ofSale(request, exchange, operator, (sale, same, who) ->
                    calls.enter(sale, new Wish.ChangeSale(sale.number(), change, who), same));
        }
    }

    private Endpoint moving(Act act) {
        return calls.keyed((request, exchange, operator) -> calls.ofSale(request, exchange, operator,
                (sale, same, who) -> calls.enter(sale, new Wish.Move(sale.number(), act, who), same)));
    }
}
