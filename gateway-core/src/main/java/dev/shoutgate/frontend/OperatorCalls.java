package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Command.Act;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.ReplyForm;
import dev.shoutgate.reply.SaleBody;
import java.util.List;
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
        void handle(Request request, Exchange exchange, Act act);
    }

    /** A call about a sale that the caller may touch. */
    interface SaleCall {
        void handle(Sale sale, Exchange exchange, Act act);
    }

    /** Reads a body, and leaves in the fields' errors what is wrong with it. */
    interface BodyReader<T> {
        T read(FieldReader fields, Request request) throws NotJsonException;
    }

    Endpoint known(KnownCall call) {
        return (request, exchange) -> {
            Act act = tokens.identify(request, "");
            if (act == null) {
                exchange.refuse(Problem.UNAUTHENTICATED,
                        "This call needs Authorization: Bearer and an operator token.");
            } else if (!shards.isReady()) {
                exchange.refuse(Problem.NOT_READY, "The journal is being replayed; /readyz says how far it is.");
            } else {
                call.handle(request, exchange, act);
            }
        };
    }

    /** A POST: it has a key, by which a repeated one is known. */
    Endpoint keyed(KnownCall call) {
        return known((request, exchange, act) -> {
            ByteText key = new ByteText(Limits.KEY_BYTES);
            if (IdempotencyKey.read(request, key, exchange.outcome)) {
                call.handle(request, exchange, new Act(act.by(), act.merchant(), key.toString()));
            } else {
                exchange.complete();
            }
        });
    }

    /** Goes on with the sale that the path names; one that the caller may not touch is as if it were not there. */
    void ofSale(Request request, Exchange exchange, Act act, SaleCall call) {
        Sale sale = shards.ofSale(request.arguments[0]).sales().find(request.arguments[0]);
        if (sale == null || !act.mayTouch(sale.definition().merchant())) {
            exchange.refuse(Problem.UNKNOWN_SALE);
        } else {
            call.handle(sale, exchange, act);
        }
    }

    /** What the body says; or null, and the exchange is answered with what is wrong. */
    <T> T body(Request request, Exchange exchange, BodyReader<T> reader) {
        if (request.bodyLength > 0 && !request.isJson()) {
            exchange.refuse(Problem.UNSUPPORTED_MEDIA_TYPE);
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

    static Command command(Command.Kind kind, Exchange exchange, Act act) {
        Command command = new Command();
        command.kind = kind;
        command.act = act;
        command.outcome = exchange.outcome;
        return command;
    }

    /** Sends a command about a sale to its shard; a sale that its outcome carries is the answer. */
    void enter(Sale sale, Command command, Exchange exchange) {
        enter(sale, command, this::sale, exchange);
    }

    /** The same, to be answered by that form. */
    void enter(Sale sale, Command command, ReplyForm form, Exchange exchange) {
        command.saleNumber = sale.number();
        enter(sale.definition().saleId(), command, form, exchange);
    }

    /** Sends a command to the shard of a sale's id, to be answered by that form. */
    void enter(String saleId, Command command, ReplyForm form, Exchange exchange) {
        exchange.form = form;
        ShardGate shard = shards.ofSale(saleId);
        if (!shard.admission().enter(command)) {
            exchange.complete();
        }
    }

    /** Sends a command about the order that the path names to its shard, to be answered by that form. */
    void enterOfOrder(String orderId, Command command, ReplyForm form, Exchange exchange) {
        exchange.form = form;
        if (!OrderEndpoint.enter(shards, orderId, command.kind, command, exchange)) {
            exchange.complete();
        }
    }

    /** The sale that an act was done to. */
    void sale(Exchange exchange, JsonBytes body) {
        exchange.status = exchange.outcome.created ? 201 : 200;
        SaleBody.forOperators(((Sale) exchange.outcome.value).view(), clockMs.getAsLong(), body);
    }
}
