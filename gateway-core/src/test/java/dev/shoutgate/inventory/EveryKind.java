package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView;
import dev.shoutgate.Wish;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The facts of a shard that has everything that a state can have, and the snapshot of it, as the build before the walk
 * wrote them: sales replaced, retired, open, paused and to come; items added, restocked and changed; orders of every
 * status, with payments that confirmed and payments that came too late.
 *
 * <p>The files have one record after the other: its length (int32), in the facts its time (int64), and its message.
 */
final class EveryKind {

    static final int SHARD = 3;
    private static final Wish.Operator DESK = new Wish.Operator("desk", null, "k-later");
    private static final UnsafeBuffer FACTS = read("every-kind.facts");
    private static final UnsafeBuffer SNAPSHOT = read("every-kind.snapshot");
    private static final UnsafeBuffer SNAPSHOT_4 = read("every-kind-4.snapshot");
    private static final UnsafeBuffer SNAPSHOT_5 = read("every-kind-5.snapshot");

    private EveryKind() {}

    private static UnsafeBuffer read(String name) {
        try (InputStream file = EveryKind.class.getResourceAsStream(name)) {
            return new UnsafeBuffer(file.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    static void facts(FactReader to) {
        long sequence = 0;
        for (int at = 0; at < FACTS.capacity(); ) {
            int length = FACTS.getInt(at, ByteOrder.LITTLE_ENDIAN);
            to.onFact(++sequence, FACTS.getLong(at + 4, ByteOrder.LITTLE_ENDIAN), FACTS, at + 12, length);
            at += 12 + length;
        }
    }

    /** As builds wrote it since version 4 of the facts, which keeps what is said of sales and items now. */
    static UnsafeBuffer snapshotOfVersion4() {
        return new UnsafeBuffer(SNAPSHOT_4.byteArray().clone());
    }

    /** As builds have written it since version 5, which knows passes. */
    static UnsafeBuffer snapshotOfVersion5() {
        return new UnsafeBuffer(SNAPSHOT_5.byteArray().clone());
    }

    /** A copy of the snapshot's bytes, to be changed at will. */
    static UnsafeBuffer snapshot() {
        return new UnsafeBuffer(SNAPSHOT.byteArray().clone());
    }

    static void records(UnsafeBuffer snapshot, FactReader to) {
        long place = 0;
        for (int at = 0; at < snapshot.capacity(); ) {
            int length = snapshot.getInt(at, ByteOrder.LITTLE_ENDIAN);
            to.onFact(++place, 0, snapshot, at + 4, length);
            at += 4 + length;
        }
    }

    /**
     * The snapshot of that shard after acts more that only later builds know: one of its holds was extended, and of one
     * of its confirmed orders a unit was given back, without going on sale again; a sale was defined with all that can be
     * said of one, and then all of that was changed; and one order was bought with a pass.
     */
    static UnsafeBuffer snapshotWithLaterActs() throws IOException {
        FactFrame frame = new FactFrame();
        ExpandableArrayBuffer written = new ExpandableArrayBuffer();
        int[] end = new int[1];
        try (SaleShard shard = shard()) {
            facts(shard);
            frame.reset(shard.lastSequence() + 1, shard.lastTimeMs());
            ShardState state = shard.state();
            long hold = last(state, OrderStatus.HELD, 1);
            long sold = last(state, OrderStatus.CONFIRMED, 2);
            String sku = state.sales.item(state.orders.itemNumber(sold, 0)).definition().sku();
            wish(shard, frame, new Wish.Extend(hold, 1, DESK));
            wish(shard, frame, new Wish.Refund(sold, List.of(new Wish.Units(sku, 1)), false, DESK));
            sayEverything(shard, frame);
            buyWithPass(shard, frame);
            try (SnapshotCut cut = shard.cut()) {
                SnapshotRecorder.write(cut, records -> records.forEach((place, timeMs, buffer, offset, length) -> {
                    written.putInt(end[0], length, ByteOrder.LITTLE_ENDIAN);
                    written.putBytes(end[0] + 4, buffer, offset, length);
                    end[0] += 4 + length;
                }));
            }
        }
        return new UnsafeBuffer(Arrays.copyOf(written.byteArray(), end[0]));
    }

    private static void sayEverything(SaleShard shard, FactFrame frame) {
        long to = shard.lastTimeMs() + 1_000_000;
        ItemDefinition phone = new ItemDefinition("phone", 9, new ItemDefinition.Terms(5, 2, true,
                new ItemDefinition.Description("Phone", "/1.png", 7, to, to + 9)));
        wish(shard, frame, new Wish.Define(new SaleDefinition("talk", "shop-1", "CNY", 60, LatePayment.RECLAIM,
                new SaleDefinition.Terms("Talk", to, to + 7, "", "", "/pay"), PassRule.NONE, List.of(phone)), DESK));
        int sale = shard.sales().find("talk").number();
        wish(shard, frame, new Wish.ChangeItem(sale, "phone",
                new ItemDefinition.Change(6L, 3, false, "The phone", "/2.png", 8L, to + 1, to + 8), DESK));
        wish(shard, frame, new Wish.ChangeSale(sale,
                new SaleDefinition.Change("The talk", to + 2, to + 9, "phone", "Hello", "/pay/{orderId}"), DESK));
    }

    private static void buyWithPass(SaleShard shard, FactFrame frame) {
        SaleDefinition guarded = new SaleDefinition("guarded", "shop-1", "Guarded", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, 60, LatePayment.RECLAIM, List.of(new ItemDefinition("case", "Case", 5, 9, 2, true)));
        wish(shard, frame, new Wish.Define(guarded.with(PassRule.required(60, 15)), DESK));
        int sale = shard.sales().find("guarded").number();
        wish(shard, frame, new Wish.Move(sale, SaleView.Act.OPEN, DESK));
        Command buy = new Command();
        buy.kind = Command.Kind.BUY;
        buy.outcome = new Outcome(outcome -> { });
        buy.saleNumber = sale;
        buy.buyer.set("bearer");
        buy.key.set("k");
        buy.buyerHash = shard.hashing().buyer(buy.buyer);
        buy.lineCount = 1;
        buy.itemNumbers[0] = shard.state().sales.sale(sale).item(0).number();
        buy.quantities[0] = 1;
        buy.passNumber = 0x1234_5678_9abcL;
        shard.decide(buy, shard.lastTimeMs(), frame);
        if (!buy.outcome.accepted()) {
            throw new IllegalStateException("the buy was refused: " + buy.outcome.problem);
        }
    }

    private static long last(ShardState state, OrderStatus status, int quantity) {
        return LongStream.range(0, state.orders.count()).filter(state::isKept)
                .filter(order -> state.orders.status(order) == status && state.orders.quantity(order, 0) >= quantity)
                .max().orElseThrow();
    }

    private static void wish(SaleShard shard, FactFrame frame, Wish wish) {
        Command command = Command.of(wish, new Outcome(outcome -> { }));
        shard.decide(command, shard.lastTimeMs(), frame);
        if (!command.outcome.accepted()) {
            throw new IllegalStateException(wish + " was refused: " + command.outcome.problem);
        }
    }

    static SaleShard shard() {
        return new SaleShard(SHARD, ShardAudit.NO_LIMIT, new HeapItemTable(100));
    }
}
