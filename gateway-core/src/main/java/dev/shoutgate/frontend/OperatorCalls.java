package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.ReplyForm;
import dev.shoutgate.reply.SaleBody;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * What every operator's call goes through, in this order: who asks, whether the gateway is ready, the key where the
 * call needs one, the body, and whether the sale is there and the token's to touch. Whatever is wrong is answered here.
 *
 * <p>Threading: any event loop. Rare by nature, so commands are made here as they are needed.
 */
final class OperatorCalls {

    private final ShardMap shards;
    private final OperatorTokens tokens;
    private final LongSupplier clockMs;

    OperatorCalls(ShardMap shards, OperatorTokens tokens, LongSupplier clockMs) {
        this.shards = shards;
        this.tokens = tokens;
        this.clockMs = clockMs;
    }

    /** A call of somebody who is known. */
    interface KnownCall {
        void handle(Request request, Exchange exchange, Operator operator);
    }

    /** A call about a sale that the caller may touch. */
    interface SaleCall {
        void handle(Sale sale, Exchange exchange, Operator operator);
    }

    /** Reads a body, and leaves in the fields' errors what is wrong with it. */
    interface BodyReader<T> {
        T read(FieldReader fields, Request request) throws NotJsonException;
    }

    Endpoint known(KnownCall call) {
        return (request, exchange) -> {
            Operator operator = tokens.identify(request, "");
            if (operator == null) {
                exchange.outcome.help = "WWW-Authenticate: Bearer";
                exchange.refuse(Problem.UNAUTHENTICATED, "This call needs Authorization: Bearer and an operator token, "
                        + "one that operators.tokens lists.");
            } else if (!shards.isReady()) {
                exchange.refuse(Problem.NOT_READY, "The journal is being replayed; /readyz says how far it is.");
            } else {
                call.handle(request, exchange, operator);
            }
        };
    }

    /** A POST: it has a key, by which a repeated one is known. */
    Endpoint keyed(KnownCall call) {
        return known((request, exchange, operator) -> {
            ByteText key = new ByteText(Limits.KEY_BYTES);
            if (IdempotencyKey.read(request, key, exchange.outcome)) {
                call.handle(request, exchange, new Operator(operator.by(), operator.merchant(), key.toString()));
            } else {
                exchange.complete();
            }
        });
    }

    /** Goes on with the sale that the path names; one that the caller may not touch is as if it were not there. */
    void ofSale(Request request, Exchange exchange, Operator operator, SaleCall call) {
        Sale sale = shards.ofSale(request.argument(0)).sales().find(request.argument(0));
        if (sale == null || !operator.mayTouch(sale.definition().merchant())) {
            exchange.refuse(Problem.UNKNOWN_SALE, TextRule.noSale(request.argument(0)));
        } else {
            call.handle(sale, exchange, operator);
        }
    }

    /** What the body says; or null, and the exchange is answered with what is wrong. */
    <T> T body(Request request, Exchange exchange, BodyReader<T> reader) {
        if (!request.isEmptyOrJson(exchange.outcome)) {
            exchange.complete();
            return null;
        }
        FieldReader fields = new FieldReader();
        try {
            T value = reader.read(fields, request);
            if (fields.errors().isEmpty()) {
                return value;
            }
            exchange.outcome.errors = List.<FieldError>copyOf(fields.errors());
            exchange.refuse(Problem.INVALID_REQUEST);
        } catch (NotJsonException e) {
            exchange.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
        }
        return null;
    }

    /** Sends a wish about a sale to its shard; the answer is the sale as it then is. */
    void enter(Sale sale, Wish wish, Exchange exchange) {
        enter(sale.definition().saleId(), wish, exchange);
    }

    /** The same of a sale that may not be there yet. */
    void enter(String saleId, Wish wish, Exchange exchange) {
        ShardGate shard = shards.ofSale(saleId);
        enter(shard, wish, (self, body) -> show(shard.sales().find(saleId), self, body), exchange);
    }

    /** Sends a wish about a sale to its shard, to be answered by that form. */
    void enter(Sale sale, Wish wish, ReplyForm form, Exchange exchange) {
        enter(shards.ofSale(sale.definition().saleId()), wish, form, exchange);
    }

    /** Sends a wish about the order that the path names to its shard, to be answered by that form. */
    void enterOfOrder(String orderId, LongFunction<Wish> wishOfOrder, ReplyForm form, Exchange exchange) {
        ShardGate shard = shards.ofOrder(orderId);
        long number = shard == null ? -1 : shard.orderNumber(orderId);
        if (number < 0) {
            exchange.refuse(Problem.UNKNOWN_ORDER);
        } else {
            enter(shard, wishOfOrder.apply(number), form, exchange);
        }
    }

    /** Sends a wish to a shard, to be answered by that form. */
    static void enter(ShardGate shard, Wish wish, ReplyForm form, Exchange exchange) {
        exchange.form = form;
        if (!shard.admission().enter(Command.of(wish, exchange.outcome))) {
            exchange.complete();
        }
    }

    private void show(Sale sale, Exchange exchange, JsonBytes body) {
        if (sale == null) {
            // The shard has let go of it since it answered.
            exchange.outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            exchange.status = exchange.outcome.created ? 201 : 200;
            SaleBody.forOperators(sale.view(), clockMs.getAsLong(), body);
        }
    }
}
