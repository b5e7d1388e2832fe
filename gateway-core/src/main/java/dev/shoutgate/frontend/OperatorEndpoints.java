package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Command.Act;
import dev.shoutgate.Limits;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleAudit;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.reply.SaleBody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What operators do and read. A token sees its own merchant's sales; all others are answered as if they were not there.
 *
 * <p>Threading: any event loop. Rare by nature, so commands are made here as they are needed.
 */
final class OperatorEndpoints {

    private final ShardMap shards;
    private final OperatorTokens tokens;
    private final OrderBody orderBody;
    private final LongSupplier clockMs;

    OperatorEndpoints(ShardMap shards, OperatorTokens tokens, OrderBody orderBody, LongSupplier clockMs) {
        this.shards = shards;
        this.tokens = tokens;
        this.orderBody = orderBody;
        this.clockMs = clockMs;
    }

    RouteTable addTo(RouteTable routes) {
        return routes
                .on("GET", "/v1/sales", known(this::listSales))
                .on("GET", "/v1/sales/{}", ofSale(this::showSale))
                .on("PUT", "/v1/sales/{}", known(this::defineSale))
                .on("GET", "/v1/sales/{}/audit", ofSale(this::audit))
                .on("POST", "/v1/sales/{}/open", moving(SaleStatus.OPEN))
                .on("POST", "/v1/sales/{}/close", moving(SaleStatus.CLOSED))
                .on("GET", "/v1/orders/{}", known(this::showOrder));
    }

    private interface KnownEndpoint {
        void handle(Request request, Exchange exchange, Act act);
    }

    private interface SaleAct {
        void handle(Sale sale, Exchange exchange, Act act);
    }

    private Endpoint known(KnownEndpoint endpoint) {
        return (request, exchange) -> {
            Act act = tokens.identify(request, "");
            if (act == null) {
                exchange.refuse(Problem.UNAUTHENTICATED,
                        "This call needs Authorization: Bearer and an operator token.");
            } else if (!shards.isReady()) {
                exchange.refuse(Problem.NOT_READY, "The journal is being replayed; /readyz says how far it is.");
            } else {
                endpoint.handle(request, exchange, act);
            }
        };
    }

    private Endpoint ofSale(SaleAct endpoint) {
        return known((request, exchange, act) -> {
            Sale sale = shards.ofSale(request.arguments[0]).sales().find(request.arguments[0]);
            if (sale == null || !act.mayTouch(sale.definition().merchant())) {
                exchange.refuse(Problem.UNKNOWN_SALE);
            } else {
                endpoint.handle(sale, exchange, act);
            }
        });
    }

    /** A POST: it has a key, by which a repeated one is known. */
    private Endpoint moving(SaleStatus target) {
        return (request, exchange) -> {
            ByteText key = new ByteText(Limits.KEY_BYTES);
            if (!IdempotencyKey.read(request, key, exchange.outcome)) {
                exchange.complete();
                return;
            }
            ofSale((sale, same, act) -> move(sale, target, same, new Act(act.by(), act.merchant(), key.toString())))
                    .handle(request, exchange);
        };
    }

    private void move(Sale sale, SaleStatus target, Exchange exchange, Act act) {
        Command command = command(Command.Kind.MOVE_SALE, exchange, act);
        command.saleNumber = sale.number();
        command.target = target;
        exchange.form = this::sale;
        enter(shards.ofSale(sale.definition().saleId()), command, exchange);
    }

    private void defineSale(Request request, Exchange exchange, Act act) {
        SaleDefinitionReader reader = new SaleDefinitionReader();
        SaleDefinition definition;
        if (request.bodyLength > 0 && !request.isJson()) {
            exchange.refuse(Problem.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        try {
            definition = reader.read(request.arguments[0], JsonReading.object(request.body, request.bodyLength));
        } catch (NotJsonException e) {
            exchange.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
            return;
        }
        if (!reader.errors().isEmpty()) {
            exchange.outcome.errors = List.copyOf(reader.errors());
            exchange.refuse(Problem.INVALID_REQUEST);
        } else if (!act.mayTouch(definition.merchant())) {
            exchange.refuse(Problem.UNKNOWN_SALE, "This token may define sales of its own merchant only.");
        } else {
            Command command = command(Command.Kind.DEFINE_SALE, exchange, act);
            command.definition = definition;
            exchange.form = this::sale;
            enter(shards.ofSale(definition.saleId()), command, exchange);
        }
    }

    private void showOrder(Request request, Exchange exchange, Act act) {
        exchange.form = orderBody::found;
        if (!OrderEndpoint.enter(shards, request.arguments[0], Command.Kind.READ_ORDER,
                command(Command.Kind.READ_ORDER, exchange, act), exchange)) {
            exchange.complete();
        }
    }

    private void audit(Sale sale, Exchange exchange, Act act) {
        Command command = command(Command.Kind.AUDIT, exchange, act);
        command.saleNumber = sale.number();
        exchange.form = (self, body) -> AuditBody.write((SaleAudit) self.outcome.value, body);
        enter(shards.ofSale(sale.definition().saleId()), command, exchange);
    }

    private void showSale(Sale sale, Exchange exchange, Act act) {
        exchange.reply((self, body) -> SaleBody.forOperators(sale.view(), clockMs.getAsLong(), body));
    }

    private void listSales(Request request, Exchange exchange, Act act) {
        List<Sale> sales = new ArrayList<>();
        for (ShardGate shard : shards.all()) {
            shard.sales().all().stream().filter(sale -> act.mayTouch(sale.definition().merchant())).forEach(sales::add);
        }
        sales.sort(Comparator.comparing(sale -> sale.definition().saleId()));
        exchange.reply((self, body) -> list(sales, body));
    }

    private void list(List<Sale> sales, JsonBytes body) {
        body.raw("{\"sales\":[");
        for (int i = 0; i < sales.size(); i++) {
            SaleBody.forOperators(sales.get(i).view(), clockMs.getAsLong(), i == 0 ? body : body.raw(","));
        }
        body.raw("]}");
    }

    /** The sale that an act was done to. */
    private void sale(Exchange exchange, JsonBytes body) {
        exchange.status = exchange.outcome.created ? 201 : 200;
        SaleBody.forOperators(((Sale) exchange.outcome.value).view(), clockMs.getAsLong(), body);
    }

    private static Command command(Command.Kind kind, Exchange exchange, Act act) {
        Command command = new Command();
        command.kind = kind;
        command.act = act;
        command.outcome = exchange.outcome;
        return command;
    }

    private static void enter(ShardGate shard, Command command, Exchange exchange) {
        if (!shard.admission().enter(command)) {
            exchange.complete();
        }
    }
}
