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
                .on("POST", "/v1/sales/{}/open", moving(Act.OPEN))
                .on("POST", "/v1/sales/{}/pause", moving(Act.PAUSE))
                .on("POST", "/v1/sales/{}/resume", moving(Act.RESUME))
                .on("POST", "/v1/sales/{}/close", moving(Act.CLOSE));
    }

    private Endpoint moving(Act act) {
        return calls.keyed((request, exchange, operator) -> calls.ofSale(request, exchange, operator,
                (sale, same, who) -> calls.enter(sale, new Wish.Move(sale.number(), act, who), same)));
    }
}
