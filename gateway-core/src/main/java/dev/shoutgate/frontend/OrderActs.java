package dev.shoutgate.frontend;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.reply.OrderBody;

/**
 * What operators do to an order: confirm it by a payment, cancel it while it is held, refund it once it is confirmed.
 *
 * <p>Threading: any event loop.
 */
final class OrderActs {

    private final OperatorCalls calls;
    private final OrderBody orderBody;

    OrderActs(OperatorCalls calls, OrderBody orderBody) {
        this.calls = calls;
        this.orderBody = orderBody;
    }

    void addTo(RouteTable routes) {
        routes
                .on("POST", "/v1/orders/{}/confirm", acting(Command.Kind.CONFIRM, OrderActReader::payment))
                .on("POST", "/v1/orders/{}/cancel", acting(Command.Kind.CANCEL, OrderActReader::giveBack))
                .on("POST", "/v1/orders/{}/refund", acting(Command.Kind.REFUND, OrderActReader::giveBack));
    }

    private Endpoint acting(Command.Kind kind, OperatorCalls.BodyReader<Change> reader) {
        return calls.keyed((request, exchange, act) -> {
            Change change = calls.body(request, exchange, reader);
            if (change != null) {
                Command command = OperatorCalls.command(kind, exchange, act);
                command.change = change;
                calls.enterOfOrder(request.arguments[0], command, orderBody::foundByOperator, exchange);
            }
        });
    }
}
