package dev.shoutgate.frontend;

import dev.shoutgate.reply.OrderBody;

/**
 * What operators do to an order: confirm it by a payment, cancel it or extend it while it is held, refund it once it is
 * confirmed, or a part of it.
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
                .on("POST", "/v1/orders/{orderId}/confirm", acting(OrderActReader::confirm))
                .on("POST", "/v1/orders/{orderId}/cancel", acting(OrderActReader::cancel))
                .on("POST", "/v1/orders/{orderId}/refund", acting(OrderActReader::refund))
                .on("POST", "/v1/orders/{orderId}/extend", acting(OrderActReader::extend));
    }

    private Endpoint acting(OperatorCalls.BodyReader<OrderActReader.OrderWish> reader) {
        return calls.keyed((request, exchange, operator) -> {
            OrderActReader.OrderWish wish = calls.body(request, exchange, reader);
            if (wish != null) {
                calls.enterOfOrder(request.argument(0), order -> wish.of(order, operator),
                        orderBody::foundByOperator, exchange);
            }
        });
    }
}
