package dev.shoutgate.blackbox.restart;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
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

/** A data folder whose journal takes a while to replay: one sale, and as many holds of as many buyers as asked for. */
final class LongJournal {
    private static final int SEGMENT_BYTES = 64 << 20;

    private final SaleShard shard;
    private final JournalWriter journal;
    private final FactFrame frame = new FactFrame();
    private final Outcome outcome = new Outcome(done -> { });

    private LongJournal(SaleShard shard, JournalWriter journal) {
        this.shard = shard;
        this.journal = journal;
    }

    /** Makes the folder; the sale has the given id and an item {@code phone}. */
    static void write(Path data, String saleId, int orders) throws IOException {
        ShardCapacity capacity = new ShardCapacity(orders, 1);
        try (DataFolder folder = DataFolder.take(data, 1);
                SaleShard shard = new SaleShard(0, capacity, new HeapItemTable(1))) {
            FolderDisk disk = FolderDisk.create(folder.journal(0));
            try (JournalWriter journal = JournalWriter.open(disk, 0, SEGMENT_BYTES, false,
                    JournalRecovery.recover(disk, 0, 1, shard))) {
                new LongJournal(shard, journal).fill(saleId, orders);
            }
        }
    }

    private void fill(String saleId, int orders) {
        begin();
        shard.found(1, 2, frame);
        decide(define(saleId));
        decide(open());
        append();
        Command press = new Command();
        for (int order = 0; order < orders; order++) {
            fill(press, order);
            decide(press);
            if (frame.isFull() || order == orders - 1) {
                append();
            }
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
        frame.reset(shard.lastSequence() + 1, System.currentTimeMillis());
    }

    private static Command define(String saleId) {
        SaleDefinition definition = new SaleDefinition(saleId, "shop-1", "Friday night live", "CNY",
                SaleDefinition.NEVER, SaleDefinition.NEVER, Limits.HOLD_SECONDS, LatePayment.RECLAIM,
                List.of(new ItemDefinition("phone", "Phone", 199_900, Limits.STOCK_PER_ITEM, 2, true)));
        return Command.of(new Wish.Define(definition, new Operator("test", null, "define")), null);
    }

    private static Command open() {
        return Command.of(new Wish.Move(0, Act.OPEN, new Operator("test", null, "open")), null);
    }

    private void fill(Command press, int order) {
        press.kind = Command.Kind.BUY;
        press.lineCount = 1;
        press.quantities[0] = 1;
        press.buyer.set("buyer-" + order);
        press.key.set("key-" + order);
        press.buyerHash = shard.hashing().buyer(press.buyer);
        press.keyHash = shard.hashing().key(press.saleNumber, press.buyerHash, press.key);
    }
}
