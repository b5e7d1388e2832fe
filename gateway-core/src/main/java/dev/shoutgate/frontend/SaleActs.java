package dev.shoutgate.frontend;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.SaleStatus;

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
                .on("POST", "/v1/sales/{}/open", moving(SaleStatus.OPEN, null))
                .on("POST", "/v1/sales/{}/pause", moving(SaleStatus.PAUSED, null))
                .on("POST", "/v1/sales/{}/resume", moving(SaleStatus.OPEN, new Change.Resume()))
                .on("POST", "/v1/sales/{}/close", moving(SaleStatus.CLOSED, null));
    }

    private Endpoint moving(SaleStatus target, Change change) {
        return calls.keyed((request, exchange, act) -> calls.ofSale(request, exchange, act, (sale, same, who) -> {
            Command command = OperatorCalls.command(Command.Kind.MOVE_SALE, same, who);
            command.target = target;
            command.change = change;
            calls.enter(sale, command, same);
        }));
    }
}
