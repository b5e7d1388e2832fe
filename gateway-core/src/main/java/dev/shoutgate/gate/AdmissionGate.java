package dev.shoutgate.gate;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.gate.pass.SentPass;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.memory.PriorBuyers;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hop 2 of a Buy: who may enter. Losers are turned away here, on the event loop, for almost nothing and truthfully; the
 * rest take a slot of the ring.
 *
 * <p>It answers only what the shard would have answered at this moment: the buyer has certainly no order in this sale
 * (so no key was seen and no unit bought), and then the checks come in the contract's order. Whoever may have an order
 * goes to the shard for the exact answer.
 *
 * <p>Threading: any event loop.
 */
public final class AdmissionGate {

    private final CommandRing ring;
    private final PriorBuyers priorBuyers;
    private final RateLimiter rateLimiter;
    private final LongAdder lost = new LongAdder();
    private final LongAdder overShare = new LongAdder();
    private final LongAdder overQueue = new LongAdder();

    public AdmissionGate(CommandRing ring, PriorBuyers priorBuyers, RateLimiter rateLimiter) {
        this.ring = ring;
        this.priorBuyers = priorBuyers;
        this.rateLimiter = rateLimiter;
    }

    /**
     * Lets a buy in, or refuses it in its outcome.
     *
     * @param items the item of each line; null where the sale has none of that SKU
     * @param pass  what came as a pass
     * @return whether the shard will answer; otherwise the outcome has the refusal
     */
    public boolean tryEnter(Command buy, Sale sale, Item[] items, SentPass pass, long nowMs) {
        Outcome outcome = buy.outcome;
        if (isShut(ring.health().state(), buy)) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            return false;
        }
        if (!rateLimiter.admits(buy.buyerHash, outcome) || isLost(buy, sale, items, pass, nowMs)
                || !findsRoom(buy, nowMs)) {
            return false;
        }
        pass.judge(buy, sale, nowMs);
        return enter(buy);
    }

    /**
     * Lets somebody ask for a pass: counted like a buy. A shard that stopped gives none, as it sells nothing.
     *
     * @return whether it may be given; otherwise the outcome has the refusal
     */
    public boolean tryAskForPass(long buyerHash, Outcome outcome) {
        if (ring.health().isStopped()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            return false;
        }
        return rateLimiter.admits(buyerHash, outcome);
    }

    /**
     * A stopped shard knows no truth: what its memory shows may be more than its disk holds. Of a failing one the same
     * is true, but it still has the order of whoever pressed before. A full one is as good as any, except for buying.
     */
    private boolean isShut(State state, Command buy) {
        return state == State.STOPPED
                || state == State.FAILING && !priorBuyers.mayHave(buy.buyerHash, buy.saleNumber);
    }

    /**
     * Lets somebody ask for all own orders of a sale, or says at once that there are none: whoever lost asks again and
     * again.
     *
     * @return whether the shard will answer; otherwise the outcome is complete
     */
    public boolean tryList(Command list) {
        if (ring.health().isStopped()) {
            list.outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            return false;
        }
        if (!priorBuyers.mayHave(list.buyerHash, list.saleNumber)) {
            list.outcome.orders = List.of();
            return false;
        }
        return enter(list);
    }

    /**
     * Whether a buy may have a slot: one that is lent, or one of its merchant's share. Whoever may have an order
     * already is let in for longer, since only the shard knows the answer.
     */
    private boolean findsRoom(Command buy, long nowMs) {
        SlotShares shares = ring.shares();
        buy.load.pressed(nowMs);
        if (!buy.late && ring.hasFewerThan(shares.lentTo(buy.load))
                || shares.hasShareLeft(buy.load, buy.late, buy.crowded)
                || ring.hasFewerThan(shares.lentToRepeats()) && priorBuyers.mayHave(buy.buyerHash, buy.saleNumber)) {
            return true;
        }
        ring.queue().turnAway();
        (shares.isAlone(buy.load) ? overQueue : overShare).increment();
        buy.outcome.refuse(Problem.OVERLOADED);
        return false;
    }

    /** Hands any command to the shard; a full ring is a refusal at once, to who only asks one that is half full. */
    public boolean enter(Command command) {
        if ((!command.onlyAsks() || ring.hasFewerThan(ring.shares().lentToRepeats())) && ring.tryPublish(command)) {
            return true;
        }
        command.outcome.refuse(ring.isTaking() ? Problem.OVERLOADED : Problem.NOT_READY);
        return false;
    }

    /** Buys refused here without the shard, so far. */
    public long lostHere() {
        return lost.sum();
    }

    /** Buys refused because their merchant had its share of the ring and more, so far. */
    public long beyondShareHere() {
        return overShare.sum();
    }

    /** Buys refused because the queue of a merchant that is alone stood too long, so far. */
    public long beyondQueueHere() {
        return overQueue.sum();
    }

    /** Buys refused here because their buyers sent too many, so far. */
    public long limitedHere() {
        return rateLimiter.refused();
    }

    private boolean isLost(Command buy, Sale sale, Item[] items, SentPass pass, long nowMs) {
        Problem problem = whyLost(buy, sale, items, pass, nowMs);
        // The figures first, then the buyer: the shard enters the buyer before it takes the stock, so a buyer whose
        // own order took the last unit is found here and learns of that order.
        // Nothing is lost by what another may undo: then the shard answers, once its log has said so.
        if (problem == null || priorBuyers.mayHave(buy.buyerHash, buy.saleNumber) || ring.isAhead()) {
            return false;
        }
        buy.outcome.refuse(problem);
        lost.increment();
        return true;
    }

    /** What a buyer without any order in this sale would hear; null when the shard must decide. */
    private static Problem whyLost(Command buy, Sale sale, Item[] items, SentPass pass, long nowMs) {
        if (sale.isDueToOpen(nowMs) || sale.isDueToClose(nowMs)) {
            return null;
        }
        if (!sale.isOpen()) {
            buy.outcome.tellOpening(null, sale.definition().opensAtMs());
            return sale.whyNotOpen();
        }
        pass.judge(buy, sale, nowMs);
        if (buy.passFault != null) {
            buy.outcome.passFault = buy.passFault;
            return Problem.NOT_ELIGIBLE;
        }
        return whyNotSold(buy, items, nowMs);
    }

    private static Problem whyNotSold(Command buy, Item[] items, long nowMs) {
        for (int i = 0; i < buy.lineCount; i++) {
            if (items[i] == null) {
                buy.outcome.sku = buy.outcome.unknownSku;
                return Problem.UNKNOWN_ITEM;
            }
            if (items[i].isDue(nowMs)) {
                return null;
            }
            // Before the status: an item that appears meanwhile was to appear.
            long appearsAtMs = items[i].appearsAtMs();
            if (!items[i].isOnNow()) {
                buy.outcome.tellOpening(items[i].definition().sku(), appearsAtMs);
                return appearsAtMs == SaleDefinition.NEVER ? Problem.UNKNOWN_ITEM : Problem.SALE_NOT_OPEN;
            }
        }
        return whyShort(buy, items);
    }

    private static Problem whyShort(Command buy, Item[] items) {
        Problem problem = null;
        for (int i = 0; i < buy.lineCount; i++) {
            int limit = items[i].limitNow();
            if (buy.quantities[i] > limit) {
                buy.outcome.tellLimit(items[i].definition().sku(), buy.quantities[i], limit, 0);
                return Problem.LIMIT_REACHED;
            }
            if (problem == null && items[i].lacksNow(buy.quantities[i], buy.outcome)) {
                problem = Problem.SOLD_OUT;
            }
        }
        return problem;
    }
}
