package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.ReplyForm;
import java.util.function.LongSupplier;

/**
 * Hop 1 of a Buy: bytes of a request become a command. The order of checks is the contract's: well-formed, then who;
 * what comes after that is the gate's and the shard's. How many buys an address sends is looked at between the two.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
final class BuyEndpoint implements Endpoint {

    private static final String PASS = "sale-pass";

    private final ShardMap shards;
    private final AddressRate addressRate;
    private final BuyerIdentity identity;
    private final ReplyForm created;
    private final LongSupplier clockMs;
    private final LoopDesk[] desks;

    BuyEndpoint(ShardMap shards, AddressRate addressRate, BuyerIdentity identity, ReplyForm created,
            LongSupplier clockMs, int loops) {
        this.shards = shards;
        this.addressRate = addressRate;
        this.identity = identity;
        this.created = created;
        this.clockMs = clockMs;
        this.desks = LoopDesk.forLoops(loops);
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        LoopDesk desk = desks[exchange.loopIndex()];
        Command buy = desk.command;
        exchange.isBuy = true;
        exchange.form = created;
        if (!isWellFormed(request, desk, exchange.outcome)
                || !addressRate.admits(request, exchange.loopIndex(), exchange.outcome)
                || !identity.identify(request, exchange.loopIndex(), buy.buyer, exchange.outcome)
                || !enter(request, desk, exchange)) {
            exchange.complete();
        }
    }

    private boolean isWellFormed(Request request, LoopDesk desk, Outcome outcome) {
        return IdempotencyKey.read(request, desk.command.key, outcome)
                && request.isEmptyOrJson(outcome)
                && desk.reader.read(request.body, request.bodyLength, desk.form, outcome);
    }

    /** Whether a shard will complete the exchange. */
    private boolean enter(Request request, LoopDesk desk, Exchange exchange) {
        String saleId = request.argument(0);
        ShardGate shard = shards.ofSale(saleId);
        Sale sale = shard.sales().find(saleId);
        if (sale == null) {
            exchange.outcome.refuse(Problem.UNKNOWN_SALE, TextRule.noSale(saleId));
            return false;
        }
        Command buy = desk.command;
        buy.kind = Command.Kind.BUY;
        buy.outcome = exchange.outcome;
        buy.saleNumber = sale.number();
        buy.load = sale.load();
        buy.arrivedNs = exchange.arrivedNs();
        buy.late = exchange.isLate();
        buy.crowded = exchange.isInACrowd();
        buy.buyerHash = shard.hashing().buyer(buy.buyer);
        buy.keyHash = shard.hashing().key(sale.number(), buy.buyerHash, buy.key);
        resolve(desk, sale);
        takePass(request.headers, desk, shard, sale);
        return shard.admission().tryEnter(buy, sale, desk.items, desk.pass, clockMs.getAsLong());
    }

    private static void takePass(HeaderFields headers, LoopDesk desk, ShardGate shard, Sale sale) {
        if (!sale.wantsPass()) {
            desk.pass.clear(desk.command);
            return;
        }
        int field = headers.only(PASS);
        int from = field < 0 ? 0 : headers.valueFrom(field);
        // Of several none is meant, and no pass has that length either.
        int length = field == HeaderFields.NONE ? 0 : field == HeaderFields.SEVERAL ? -1 : headers.valueLength(field);
        desk.pass.set(desk.command, desk.seals.of(shard.shard(), shard.hashing()), headers.bytes(), from, length);
    }

    private static void resolve(LoopDesk desk, Sale sale) {
        BuyForm form = desk.form;
        Command buy = desk.command;
        buy.lineCount = form.lineCount;
        buy.notes.set(form.notes);
        for (int i = 0; i < form.lineCount; i++) {
            Item item = sale.item(form.text, form.skuOffsets[i], form.skuLengths[i]);
            desk.items[i] = item;
            buy.itemNumbers[i] = item == null ? Command.NO_ITEM : item.number();
            buy.quantities[i] = form.quantities[i];
            if (item == null && buy.outcome.unknownSku == null) {
                buy.outcome.unknownSku = TextRule.shown(form.sku(i));
            }
        }
    }
}
