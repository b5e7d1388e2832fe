package dev.shoutgate.bench.jmh;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.inventory.ChronicleItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.journal.FactFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * A shard as the gateway makes it, over a Chronicle Map file, with one open sale: a phone that cannot sell out, and a
 * lipstick that has. It takes presses in batches, each with a frame of its own, as the shard's thread does.
 *
 * <p>Threading: one thread at a time; see {@link SaleShard#handOver()}.
 */
public final class StockedShard implements AutoCloseable {

    public static final String SALE_ID = "demo";
    public static final int PHONE = 0;
    public static final int LIPSTICK = 1;

    /** Commands between two forces: about what one force's time brings in when the gateway is busy. */
    public static final int BATCH = 256;

    /** Commands that the shard hears of before they are decided, as in the gateway. */
    private static final int EXPECTED = 8;

    private static final long NOW_MS = 1_795_348_800_000L;
    private static final Operator OPERATOR = new Operator("bench", null, "");

    /** What an order takes in all indexes together, and some for those of the sale; one more spares the growing one. */
    private static final int BYTES_PER_ORDER = 256;
    private static final int CHUNK_BYTES = 4 << 20;

    private final ScratchFolder folder = ScratchFolder.make("shard");
    private final ChunkPool memory;
    private final SaleShard shard;
    private final FactFrame frame = new FactFrame();
    private final Command[] slots = new Command[EXPECTED];
    private final Outcome[] outcomes = new Outcome[BATCH];

    /**
     * A shard with room for so many orders and its sale open. Its memory was touched ahead, which in the gateway is the
     * work of another thread.
     */
    public StockedShard(long orders) {
        memory = new ChunkPool((int) (orders * BYTES_PER_ORDER / CHUNK_BYTES) + 2, () -> { });
        memory.prepare();
        try {
            ShardCapacity capacity = new ShardCapacity(orders, Limits.ITEMS_PER_SALE);
            shard = new SaleShard(0, capacity, ChronicleItemTable.create(folder.resolve("items"), capacity.items()),
                    memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Arrays.setAll(slots, i -> Presses.empty());
        for (int i = 0; i < BATCH; i++) {
            outcomes[i] = new Outcome(outcome -> { });
        }
        frame.reset(1, NOW_MS);
        shard.found(0x0123456789abcdefL, 0x1032547698badcfeL, frame);
        openSale();
    }

    private void openSale() {
        SaleDefinition definition = new SaleDefinition(SALE_ID, "demo-shop", "Friday night live", "CNY",
                SaleDefinition.NEVER, SaleDefinition.NEVER, 900, LatePayment.RECLAIM, List.of(
                        new ItemDefinition("phone", "Phone, 256 GB", 199_900, Limits.STOCK_PER_ITEM, 2, true),
                        new ItemDefinition("lipstick", "Lipstick, ruby red", 9_900, 0, 5, true)));
        decide(new Wish.Define(definition, OPERATOR));
        decide(new Wish.Move(0, Act.OPEN, OPERATOR));
    }

    private void decide(Wish wish) {
        Outcome outcome = outcomes[0];
        frame.reset(shard.lastSequence() + 1, NOW_MS);
        shard.decide(Command.of(wish, outcome), frame.timeMs(), frame);
        if (!outcome.accepted()) {
            throw new IllegalStateException(wish + " was refused: " + outcome.problem);
        }
        outcome.clear();
    }

    /** Decides a batch of presses on an item, from the given place on; returns how many got an order. */
    public int decideBatch(Presses presses, int from, int item) {
        frame.reset(shard.lastSequence() + 1, NOW_MS);
        for (int i = 0; i < BATCH; i++) {
            if (i % EXPECTED == 0) {
                expect(presses, from + i, item);
            }
            outcomes[i].clear();
            decide(slots[i % EXPECTED], outcomes[i]);
        }
        int accepted = 0;
        for (Outcome outcome : outcomes) {
            accepted += outcome.accepted() ? 1 : 0;
        }
        return accepted;
    }

    /** Sells a phone to one press, and says so in an outcome of the caller's; a batch of its own. */
    public void sellOne(Presses presses, int place, Outcome outcome) {
        frame.reset(shard.lastSequence() + 1, NOW_MS);
        fill(presses, place, PHONE, slots[0]);
        decide(slots[0], outcome);
    }

    private void expect(Presses presses, int from, int item) {
        for (int i = 0; i < EXPECTED; i++) {
            fill(presses, from + i, item, slots[i]);
            shard.expect(slots[i]);
        }
    }

    private static void fill(Presses presses, int place, int item, Command press) {
        presses.fill(place, press);
        press.itemNumbers[0] = item;
    }

    private void decide(Command press, Outcome outcome) {
        press.outcome = outcome;
        shard.decide(press, frame.timeMs(), frame);
    }

    /** Sells a phone to each of the presses, of which there are whole batches. */
    public StockedShard sellTo(Presses presses) {
        for (int from = 0; from < presses.count(); from += BATCH) {
            decideBatch(presses, from, PHONE);
        }
        return this;
    }

    /** The facts of the last batch. */
    public FactFrame facts() {
        return frame;
    }

    public SaleShard shard() {
        return shard;
    }

    @Override
    public void close() {
        shard.close();
        memory.close();
        folder.close();
    }
}
