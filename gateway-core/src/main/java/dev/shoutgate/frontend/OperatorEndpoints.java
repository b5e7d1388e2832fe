package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.Recount;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.reply.SaleBody;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What operators define and read; what they do besides is in {@link SaleActs}, {@link ItemActs} and {@link OrderActs}.
 * A token sees its own merchant's sales; all others are answered as if they were not there.
 *
 * <p>Threading: any event loop.
 */
final class OperatorEndpoints {

    private final ShardMap shards;
    private final OperatorCalls calls;
    private final OrderBody orderBody;
    private final SaleEventsEndpoint events;
    private final LongSupplier clockMs;

    OperatorEndpoints(ShardMap shards, OperatorTokens tokens, OrderBody orderBody, SaleEventsEndpoint events,
            LongSupplier clockMs) {
        this.shards = shards;
        this.calls = new OperatorCalls(shards, tokens, clockMs);
        this.orderBody = orderBody;
        this.events = events;
        this.clockMs = clockMs;
    }

    RouteTable addTo(RouteTable routes, ClusterEndpoint cluster) {
        OrderPages orderPages = new OrderPages(shards, orderBody);
        routes
                .on("GET", "/v1/sales", calls.known(new SalePages(shards, clockMs)::list))
                .on("GET", "/v1/sales/{saleId}", ofSale(this::showSale))
                .on("PUT", "/v1/sales/{saleId}", calls.known(this::defineSale))
                .on("GET", "/v1/sales/{saleId}/orders", calls.known((request, exchange, operator) -> calls.ofSale(
                        request, exchange, operator, (sale, own, by) -> orderPages.list(request, sale, own))))
                .on("GET", "/v1/sales/{saleId}/events",
                        ofSale((sale, exchange, operator) -> events.watch(sale, exchange)))
                .on("GET", "/v1/sales/{saleId}/audit", ofSale(this::audit))
                .on("GET", "/v1/sales/{saleId}/history", ofSale(this::history))
                .on("GET", "/v1/orders/{orderId}", calls.known(this::showOrder))
                .on("GET", "/v1/cluster", calls.known(cluster::show));
        new SaleActs(calls).addTo(routes);
        new ItemActs(calls).addTo(routes);
        new OrderActs(calls, orderBody).addTo(routes);
        return routes;
    }

    private Endpoint ofSale(OperatorCalls.SaleCall call) {
        return calls.known((request, exchange, operator) -> calls.ofSale(request, exchange, operator, call));
    }

    private void defineSale(Request request, Exchange exchange, Operator operator) {
        SaleDefinition definition = calls.body(request, exchange, (fields, whole) -> new SaleDefinitionReader(fields)
                .read(whole.argument(0), JsonReading.object(whole.body, whole.bodyLength)));
        if (definition == null) {
            return;
        }
        if (!operator.mayTouch(definition.merchant())) {
            exchange.refuse(Problem.UNKNOWN_SALE, "This token may define sales of its own merchant only.");
        } else {
            calls.enter(definition.saleId(), new Wish.Define(definition, operator), exchange);
        }
    }

    private void showOrder(Request request, Exchange exchange, Operator operator) {
        calls.enterOfOrder(request.argument(0), order -> new Wish.ReadOrder(order, operator),
                orderBody::foundByOperator, exchange);
    }

    private void audit(Sale sale, Exchange exchange, Operator operator) {
        AtomicReference<Recount> recount = new AtomicReference<>();
        calls.enter(sale, new Wish.Audit(sale.number(), recount::set),
                (self, body) -> AuditBody.write(sale.definition().saleId(), recount.get().count(), body), exchange);
    }

    private void history(Sale sale, Exchange exchange, Operator operator) {
        AtomicReference<History> history = new AtomicReference<>();
        calls.enter(sale, new Wish.ReadHistory(sale.number(), history::set),
                (self, body) -> HistoryBody.write(history.get(), body), exchange);
    }

    private void showSale(Sale sale, Exchange exchange, Operator operator) {
        exchange.reply((self, body) -> SaleBody.forOperators(sale.view(), clockMs.getAsLong(), body));
    }
}
