package dev.shoutgate.gate;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassRule;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.SentPass;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.FactFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard and a gate in front of it, on one thread: each press asks the gate first and then, whatever that said, the
 * shard, so that the two can be compared at the same moment.
 */
final class GateSituation implements AutoCloseable {

    static final long START_MS = 1_795_348_800_000L;
    private static final FactFrame FRAME = new FactFrame();

    /**
     * A press: of a buyer and a key, for items by their place (9 is one that the sale does not have). Of passes 0 is
     * none, {@link #ANOTHERS} one of another buyer, and {@link #SHORT} one that ends 1,000 ms after the start.
     */
    record Press(int buyer, int key, List<Integer> items, List<Integer> quantities, int pass) {

        Press(int buyer, int key, List<Integer> items, List<Integer> quantities) {
            this(buyer, key, items, quantities, 0);
        }
    }

    static final int ANOTHERS = 8;
    static final int SHORT = 9;

    /** What the gate said, and what the shard says; {@code byGate} is null where the gate left it to the shard. */
    record Said(String byGate, String byShard, boolean changedNothing) {}

    private final SaleShard shard = new SaleShard(0, new ShardCapacity(1_000, 100), new HeapItemTable(100));
    private final AdmissionGate gate;
    private final Sale sale;
    private long nowMs = START_MS;
    private int orders;

    /** With a sale that opens and closes so many milliseconds after the start; negative for never. */
    GateSituation(int opensAfterMs, int closesAfterMs, List<ItemDefinition> items) {
        this(opensAfterMs, closesAfterMs, items, PassRule.NONE);
    }

    GateSituation(int opensAfterMs, int closesAfterMs, List<ItemDefinition> items, PassRule passes) {
        FRAME.reset(1, nowMs);
        shard.found(5, 6, FRAME);
        SaleDefinition definition = new SaleDefinition("demo", "shop", "A sale", "CNY", after(opensAfterMs),
                after(closesAfterMs), 60, LatePayment.REFUND, items).with(passes);
        shard.decide(SmallShard.wish(new Wish.Define(definition, SmallShard.operator(""))), nowMs, FRAME);
        sale = shard.sales().find("demo");
        // Never started: what the gate lets in stays in the ring, and the test asks the shard itself.
        CommandRing ring = new CommandRing(1024, 8, shard, null, () -> nowMs, () -> { });
        gate = new AdmissionGate(ring, shard.priorBuyers(), new RateLimiter(0, 1));
    }

    private static long after(int ms) {
        return ms < 0 ? SaleDefinition.NEVER : START_MS + ms;
    }

    Said press(Press press) {
        Item[] items = new Item[16];
        Command buy = command(press, items);
        String byGate = gate.tryEnter(buy, sale, items, sent(press, buy), nowMs) ? null : said(buy.outcome);
        long before = shard.lastSequence();
        // What was let in is decided as it was let in, with what the gate says of its pass.
        Command same = byGate == null ? buy : command(press, items);
        if (byGate != null) {
            sent(press, same).judge(same, sale, nowMs);
        }
        FRAME.reset(before + 1, nowMs);
        shard.decide(same, nowMs, FRAME);
        orders += same.outcome.accepted() && !same.outcome.replayed ? 1 : 0;
        return new Said(byGate, said(same.outcome), shard.lastSequence() == before);
    }

    private Command command(Press press, Item[] items) {
        Command buy = new Command();
        buy.kind = Command.Kind.BUY;
        buy.outcome = new Outcome(ignored -> { });
        buy.saleNumber = sale.number();
        buy.load = sale.load();
        buy.buyer.set("buyer-" + press.buyer);
        buy.key.set("key-" + press.key);
        buy.buyerHash = shard.hashing().buyer(buy.buyer);
        buy.keyHash = shard.hashing().key(sale.number(), buy.buyerHash, buy.key);
        for (int place : press.items.stream().distinct().toList()) {
            items[buy.lineCount] = place < sale.itemCount() ? sale.item(place) : null;
            buy.outcome.unknownSku = items[buy.lineCount] == null ? "none-" + place : buy.outcome.unknownSku;
            buy.itemNumbers[buy.lineCount] =
                    items[buy.lineCount] == null ? Command.NO_ITEM : items[buy.lineCount].number();
            buy.quantities[buy.lineCount] = press.quantities.get(buy.lineCount);
            buy.lineCount++;
        }
        return buy;
    }

    private SentPass sent(Press press, Command buy) {
        SentPass pass = new SentPass();
        pass.clear(buy);
        if (sale.wantsPass()) {
            PassSeal seal = new PassSeal(shard.hashing());
            ByteText bearer = new ByteText(64);
            bearer.set("buyer-" + (press.pass == ANOTHERS ? 99 : press.buyer));
            byte[] text = press.pass == 0 ? new byte[0] : seal.seal(PassSeal.Kind.PASS, "demo", bearer,
                    START_MS + (press.pass == SHORT ? 1_000 : 3_600_000), press.pass);
            pass.set(buy, seal, text, 0, text.length);
        }
        return pass;
    }

    /** All that a buyer would hear of a refusal. */
    private static String said(Outcome outcome) {
        if (outcome.accepted()) {
            return "order " + outcome.orderNumber;
        }
        String special = outcome.problem == Problem.LIMIT_REACHED
                ? " " + outcome.sku + " " + outcome.asked + " to " + outcome.bought + " of " + outcome.limit + ", hold "
                        + outcome.hasOrder
                : outcome.problem == Problem.SOLD_OUT
                ? " " + outcome.sku + " " + outcome.asked + " of " + outcome.available + ", held " + outcome.held
                : outcome.problem == Problem.NOT_ELIGIBLE ? " " + outcome.passFault
                        + (outcome.hasOrder ? " by order " + outcome.orderNumber : "")
                : outcome.problem == Problem.UNKNOWN_ITEM ? " " + outcome.sku
                : outcome.problem == Problem.SALE_NOT_OPEN ? " until " + outcome.opensAtMs
                        + (outcome.sku == null ? "" : ", " + outcome.sku) : "";
        return outcome.problem + special;
    }

    void move(Act act) {
        decide(SmallShard.wish(new Wish.Move(sale.number(), act, SmallShard.operator(""))));
    }

    /** Gives an order back, counted from the newest. */
    void cancel(int back) {
        decide(SmallShard.wish(new Wish.Cancel(orders - 1 - back, true, SmallShard.operator(""))));
    }

    void pass(int ms) {
        nowMs += ms;
    }

    void tick() {
        Command tick = new Command();
        tick.kind = Command.Kind.TICK;
        decide(tick);
    }

    long lostAtTheGate() {
        return gate.lostHere();
    }

    private void decide(Command command) {
        FRAME.reset(shard.lastSequence() + 1, nowMs);
        shard.decide(command, nowMs, FRAME);
    }

    /** Of {@code on} 0 is off and 1 on; 2 appears 500 ms after the start, and 3 goes at 2,000 besides. */
    static List<ItemDefinition> items(int... stockLimitOn) {
        List<ItemDefinition> items = new ArrayList<>();
        for (int i = 0; i < stockLimitOn.length; i += 3) {
            int on = stockLimitOn[i + 2];
            items.add(new ItemDefinition("sku-" + i, "t", 100, stockLimitOn[i], stockLimitOn[i + 1], on == 1)
                    .with(new ItemDefinition.Description("t", "", ItemDefinition.Description.NO_LIST_PRICE,
                            on > 1 ? START_MS + 500 : SaleDefinition.NEVER,
                            on > 2 ? START_MS + 2_000 : SaleDefinition.NEVER)));
        }
        return items;
    }

    @Override
    public void close() {
        shard.close();
    }
}
