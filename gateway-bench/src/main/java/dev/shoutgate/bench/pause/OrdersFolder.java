package dev.shoutgate.bench.pause;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.bench.jmh.Presses;
import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.peer.ServerProcess;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.wiring.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a new data folder with an open sale of one item and many holds, each of another buyer: through a real shard and
 * a real journal, without the sockets, so that a million takes seconds.
 *
 * <p>Threading: one owner.
 */
public final class OrdersFolder {

    public static final BuyRequest REQUEST = new BuyRequest("orders", "phone");

    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int ORDERS_PER_BATCH = 256;
    private static final int ORDERS_AT_ONCE = 1 << 16;
    private static final Operator OPERATOR = new Operator("bench", null, "fill");

    private final SaleShard shard;
    private final JournalWriter journal;
    private final int holdSeconds;
    private final long takenAtMs;
    private final FactFrame frame = new FactFrame();
    private final Outcome outcome = new Outcome(done -> { });

    private OrdersFolder(SaleShard shard, JournalWriter journal, int holdSeconds, long takenAtMs) {
        this.shard = shard;
        this.journal = journal;
        this.holdSeconds = holdSeconds;
        this.takenAtMs = takenAtMs;
    }

    /** Makes the folder in a JVM of its own, which has the flags that a shard needs. */
    public static void make(Path data, int orders) throws IOException, InterruptedException {
        make(data, orders, Limits.HOLD_SECONDS, System.currentTimeMillis());
    }

    /** The same, with holds of that length that were all taken at one time. */
    public static void make(Path data, int orders, int holdSeconds, long takenAtMs)
            throws IOException, InterruptedException {
        ServerProcess.runToEnd(OrdersFolder.class, data.toString(), Integer.toString(orders),
                Integer.toString(holdSeconds), Long.toString(takenAtMs));
    }

    /** {@code OrdersFolder DIR ORDERS HOLD-SECONDS TAKEN-AT-MS}. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]));
    }

    /** What is written is left to the operating system, and forced by whoever starts on it. */
    public static void write(Path data, int orders, int holdSeconds, long takenAtMs) throws IOException {
        try (DataFolder folder = DataFolder.take(data, 1);
                SaleShard shard = new SaleShard(0, new ShardCapacity(orders, 1), new HeapItemTable(1))) {
            FolderDisk disk = FolderDisk.create(folder.journal(0));
            try (JournalWriter journal = JournalWriter.open(disk, 0, SEGMENT_BYTES, false,
                    JournalRecovery.recover(disk, 0, 1, shard))) {
                new OrdersFolder(shard, journal, holdSeconds, takenAtMs).fill(orders);
            }
        }
    }

    private void fill(int orders) {
        begin();
        shard.found(0x0123456789abcdefL, 0x1032547698badcfeL, frame);
        decide(define());
        decide(open());
        append();
        for (int from = 0; from < orders; from += ORDERS_AT_ONCE) {
            take(new Presses(from, Math.min(ORDERS_AT_ONCE, orders - from), shard.hashing()));
        }
    }

    private void take(Presses presses) {
        Command press = Presses.empty();
        for (int place = 0; place < presses.count(); place++) {
            presses.fill(place, press);
            decide(press);
            if (frame.count() == ORDERS_PER_BATCH) {
                append();
            }
        }
        if (!frame.isEmpty()) {
            append();
        }
    }

    private void decide(Command command) {
        outcome.clear();
        command.outcome = outcome;
        shard.decide(command, frame.timeMs(), frame);
        if (!outcome.accepted()) {
            throw new IllegalStateException(command.kind + " was refused: " + outcome.problem);
        }
    }

    private void append() {
        while (!journal.hasRoom()) {
            LockSupport.parkNanos(1_000_000);
        }
        journal.append(frame);
        begin();
    }

    private void begin() {
        frame.reset(shard.lastSequence() + 1, takenAtMs);
    }

    private Command define() {
        SaleDefinition definition = new SaleDefinition(REQUEST.saleId(), "bench", "Many orders", "CNY",
                SaleDefinition.NEVER, SaleDefinition.NEVER, holdSeconds, LatePayment.RECLAIM,
                List.of(new ItemDefinition(REQUEST.sku(), "Phone", 199_900, Limits.STOCK_PER_ITEM, 2, true)));
        return Command.of(new Wish.Define(definition, OPERATOR), null);
    }

    private static Command open() {
        return Command.of(new Wish.Move(0, Act.OPEN, OPERATOR), null);
    }
}
