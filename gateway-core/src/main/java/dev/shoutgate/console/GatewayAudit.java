package dev.shoutgate.console;

import dev.shoutgate.inventory.ShardAudit;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.FactFan;
import dev.shoutgate.journal.FactProgress;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.storage.DeadLetter;
import dev.shoutgate.storage.DeadLetters;
import dev.shoutgate.storage.sql.StoreAudit;
import dev.shoutgate.wiring.DataFolder;
import dev.shoutgate.wiring.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The audit of a whole data folder: folds the journal of each shard twice over, proves the guarantees from it, and then
 * holds a store against it row by row.
 *
 * <p>Threading: one thread. Changes nothing but the lock file, which its caller holds.
 */
final class GatewayAudit {

    private final DataFolder folder;
    private final Supplier<StoreAudit> store;
    private final Consumer<String> progress;

    /**
     * @param folder   taken, so that no gateway writes meanwhile
     * @param store    opens the store to look at, null where there is none
     * @param progress is told once a second how far it got
     */
    GatewayAudit(DataFolder folder, Supplier<StoreAudit> store, Consumer<String> progress) {
        this.folder = folder;
        this.store = store;
        this.progress = progress;
    }

    /** Audits everything. What cannot be read at all is thrown, as its own class says; what differs is reported. */
    AuditReport run() throws IOException {
        AuditReport report = new AuditReport(folder);
        if (store == null) {
            proveShards(report, null);
            report.missing(Stores.missing(folder));
            return report;
        }
        try (StoreAudit rows = store.get()) {
            List<String> aside = deadLetters(rows);
            List<Long> ends = proveShards(report, rows);
            for (int shard = 0; shard < folder.shards(); shard++) {
                new JournalFold(folder, shard).facts(fan(rows.rows(shard), told(shard, "compared with the store")));
            }
            rows.finish(ends);
            report.add(rows, ends);
            aside.forEach(report::note);
        }
        return report;
    }

    /** Tells the audit of a store what was put aside; returns what is to say of it. */
    private List<String> deadLetters(StoreAudit rows) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : folder.deadLetters()) {
            List<DeadLetter> letters = DeadLetters.read(each);
            long own = rows.deadLetters(letters);
            if (own > 0) {
                lines.add(own + " facts of this store wait in " + each);
            }
            if (letters.size() > own) {
                lines.add(letters.size() - own + " facts wait in " + each + " for another store: "
                        + letters.stream().map(DeadLetter::store).filter(store -> !store.equals(rows.name()))
                                .distinct().collect(Collectors.joining(", ")));
            }
        }
        return lines;
    }

    private List<Long> proveShards(AuditReport report, StoreAudit rows) throws IOException {
        List<Long> ends = new ArrayList<>();
        for (int shard = 0; shard < folder.shards(); shard++) {
            try (ShardAudit audit = new ShardAudit(shard, new TwinShard(shard, ShardAudit.NO_LIMIT))) {
                JournalFold fold = new JournalFold(folder, shard);
                JournalEnd end = fold.state(audit.snapshot(), fan(audit, told(shard, "folded")));
                if (rows != null) {
                    fold.facts(rows.changes(shard, fold.firstKept()));
                }
                progress.accept("shard " + shard + ": " + end.lastSequence() + " facts folded, counting");
                audit.finish();
                report.add(shard, audit, fold.firstKept(), end);
                ends.add(end.lastSequence());
            }
        }
        return ends;
    }

    private FactReader told(int shard, String what) {
        LongConsumer told = facts -> progress.accept("shard " + shard + ": " + facts + " facts " + what);
        return new FactProgress(told);
    }

    private static FactReader fan(FactReader... readers) {
        return new FactFan(List.of(readers));
    }
}
