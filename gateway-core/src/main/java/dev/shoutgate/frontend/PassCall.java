package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.PassWindow;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import java.util.function.LongSupplier;

/**
 * A call by which a buyer gets a pass, in two steps. Who asks must be known and is counted as if it were a buy; nothing
 * is kept of either step.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
abstract class PassCall implements Endpoint {

    private final ShardMap shards;
    private final AddressRate addressRate;
    private final BuyerIdentity identity;
    private final LongSupplier clockMs;
    private final LoopDesk[] desks;

    /** {@code clockMs}: since 1970 UTC; {@code loops}: how many event loops there are. */
    PassCall(ShardMap shards, AddressRate addressRate, BuyerIdentity identity, LongSupplier clockMs, int loops) {
        this.shards = shards;
        this.addressRate = addressRate;
        this.identity = identity;
        this.clockMs = clockMs;
        this.desks = LoopDesk.forLoops(loops);
    }

    /** For whom, of which sale, and when. */
    record Asked(Sale sale, ByteText buyer, PassSeal seal, long nowMs) {

        String saleId() {
            return sale.definition().saleId();
        }
    }

    final void answer(Request request, Exchange exchange, Step step) {
        Asked asked = asked(request, desks[exchange.loopIndex()], exchange);
        if (asked == null || !step.give(asked)) {
            exchange.complete();
        }
    }

    /** Answers what is asked; or returns false, with the refusal in the outcome. */
    @FunctionalInterface
    interface Step {
        boolean give(Asked asked);
    }

    /** Null, with the refusal in the outcome, where the buyer may have none now. */
    private Asked asked(Request request, LoopDesk desk, Exchange exchange) {
        Outcome outcome = exchange.outcome;
        ByteText buyer = desk.command.buyer;
        int loop = exchange.loopIndex();
        if (!addressRate.admits(request, loop, outcome) || !identity.identify(request, loop, buyer, outcome)) {
            return null;
        }
        String saleId = request.argument(0);
        ShardGate shard = shards.ofSale(saleId);
        Sale sale = shard.sales().find(saleId);
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE, TextRule.noSale(saleId));
            return null;
        }
        long nowMs = clockMs.getAsLong();
        if (!shard.admission().tryAskForPass(shard.hashing().buyer(buyer), outcome) || !gives(sale, nowMs, outcome)) {
            return null;
        }
        return new Asked(sale, buyer, desk.seals.of(shard.shard(), shard.hashing()), nowMs);
    }

    private static boolean gives(Sale sale, long nowMs, Outcome outcome) {
        if (!sale.wantsPass()) {
            outcome.refuse(Problem.NOT_FOUND, "This sale has no passes: whoever comes may buy.");
            return false;
        }
        Problem problem = PassWindow.whyNone(sale, nowMs);
        if (problem != null) {
            outcome.tellOpening(null, sale.definition().opensAtMs());
            outcome.refuse(problem);
        }
        return problem == null;
    }
}
