package dev.shoutgate.console;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.ShardAudit;
import dev.shoutgate.inventory.ShardFigures;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.storage.sql.StoreAudit;
import dev.shoutgate.wiring.DataFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an audit found, in lines for people: figures, every claim with what stands against it, and a verdict.
 *
 * <p>Threading: one thread.
 */
final class AuditReport {

    private final List<String> lines = new ArrayList<>();
    private long differences;
    private boolean hasStore;
    private long allOrders;

    AuditReport(DataFolder folder) {
        lines.add("audit of " + folder.root() + ", " + folder.shards()
                + (folder.shards() == 1 ? " shard" : " shards"));
    }

    void add(int shard, ShardAudit audit, long firstKept, JournalEnd end) {
        ShardFigures figures = audit.figures();
        lines.add("shard " + shard);
        figure("facts", count(end.lastSequence())
                + (end.lastSequence() == 0 ? "" : ", the last at " + Instant.ofEpochMilli(figures.lastTimeMs())));
        if (firstKept > 1) {
            figure("from", "a snapshot, since the journal begins with fact " + count(firstKept)
                    + "; what older facts did is proven as far as the snapshot shows it");
        }
        if (end.isTorn()) {
            figure("torn end", (end.tornEndOffset() - end.endOffset())
                    + " bytes of a frame that was never acknowledged; the next start cuts them off");
        }
        long orders = figures.orders().values().stream().mapToLong(Long::longValue).sum();
        allOrders += orders;
        figure("orders", count(orders) + ": " + Stream.of(OrderStatus.values())
                .map(status -> status + " " + count(figures.orders().get(status))).collect(Collectors.joining(", ")));
        figure("units", "total " + count(figures.totalUnits()) + " = available "
                + count(figures.totalUnits() - figures.heldUnits() - figures.soldUnits()) + " + held "
                + count(figures.heldUnits()) + " + sold " + count(figures.soldUnits()));
        new TreeMap<>(figures.revenue()).forEach(
                (currency, minor) -> figure("revenue", currency + " " + count(minor) + " in minor units, confirmed"));
        figure("state hash", String.format(Locale.ROOT, "%016x", figures.stateHash()));
        audit.checks().forEach(this::add);
    }

    void add(StoreAudit store, List<Long> lastSequences) {
        hasStore = true;
        lines.add("store: " + store.name());
        for (int shard = 0; shard < lastSequences.size(); shard++) {
            long last = lastSequences.get(shard);
            long behind = last - store.position(shard);
            figure("position", "shard " + shard + " at " + count(store.position(shard)) + " of " + count(last)
                    + (behind <= 0 ? "" : ": " + count(behind) + " facts behind, and compared up to there"));
        }
        if (store.olderOrders() > 0) {
            figure("older", count(store.olderOrders())
                    + " orders that the journal does not have any more, and that were not compared");
        }
        store.checks().forEach(this::add);
    }

    /** The stores that should be there and are not: none is missed before the first order. */
    void missing(List<Path> stores) {
        AuditCheck there = new AuditCheck("the stores that the gateway fills are there");
        stores.forEach(store -> there.expect(allOrders == 0, () -> "there is no SQLite file " + store
                + ", though there are orders: put it back, or let gateway flush fill a new one. Where the gateway fills"
                + " another store, name that with --storage"));
        add(there);
    }

    /** Facts that were put aside, and where. */
    void note(String deadLetters) {
        figure("dead letter", deadLetters);
    }

    private void add(AuditCheck check) {
        lines.add("  " + check);
        differences += check.differences();
    }

    private void figure(String name, String value) {
        lines.add(String.format(Locale.ROOT, "  %-11s %s", name, value));
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    boolean isOk() {
        return differences == 0;
    }

    long differences() {
        return differences;
    }

    /** All of it; the verdict is the last line. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (!hasStore) {
            all.add("store: none looked at, since there is no orders.db in the data folder; name one with --storage");
        }
        all.add(isOk() ? "audit ok"
                : "audit FAILED: " + differences + (differences == 1 ? " difference" : " differences"));
        return all;
    }
}
