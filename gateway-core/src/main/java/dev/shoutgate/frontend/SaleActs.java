package dev.shoutgate.frontend;

import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;

/**
 * The host's hand on a whole sale: open, pause, resume, close.
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
                .on("POST", "/v1/sales/{saleId}/open", moving(Act.OPEN))
                .on("POST", "/v1/sales/{saleId}/pause", moving(Act.PAUSE))
                .on("POST", "/v1/sales/{saleId}/resume", moving(Act.RESUME))
                .on("POST", "/v1/sales/{saleId}/close", moving(Act.CLOSE));
    }

    private Endpoint moving(Act act) {
        return calls.keyed((request, exchange, operator) -> calls.ofSale(request, exchange, operator,
                (sale, same, who) -> calls.enter(sale, new Wish.Move(sale.number(), act, who), same)));
    }
}
