package dev.shoutgate.wiring;

import dev.shoutgate.Command;
import dev.shoutgate.Wish;
import dev.shoutgate.inventory.Sale;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Asks a shard to let go of sales that were closed long ago, once every store has all of their facts. The shard
 * decides, and what it lets go is a fact.
 *
 * <p>Threading: one thread at a time.
 */
final class SaleRetirement {

    /** In a pause of the housekeeping's: a ring full of these would have no slot for a buy. */
    private static final int MOST_AT_ONCE = 16;

    private final Shard shard;
    private final Duration retention;
    private final LongSupplier storedUpTo;
    private String askedUpTo = "";

    /** {@code storedUpTo}: the sequence up to which every store has the shard's facts. */
    SaleRetirement(Shard shard, Duration retention, LongSupplier storedUpTo) {
        this.shard = shard;
        this.retention = retention;
        this.storedUpTo = storedUpTo;
    }

    /** Asks for those whose time has come, a few at once; where the shard is busy they are asked for again. */
    void keep() {
        long closedBeforeMs = System.currentTimeMillis() - retention.toMillis();
        List<Sale> some = shard.gate().sales().all().stream()
                .filter(sale -> sale.definition().saleId().compareTo(askedUpTo) > 0)
                .filter(sale -> sale.isClosedSince(closedBeforeMs) && sale.version() <= storedUpTo.getAsLong())
                .limit(MOST_AT_ONCE).toList();
        some.forEach(sale -> ask(sale, closedBeforeMs));
        // On from here the next time: those that still have holds must not keep all others waiting.
        askedUpTo = some.size() < MOST_AT_ONCE ? "" : some.get(MOST_AT_ONCE - 1).definition().saleId();
    }

    private void ask(Sale sale, long closedBeforeMs) {
        shard.gate().ring().tryPublish(Command.of(new Wish.Retire(sale.number(), closedBeforeMs), null));
    }
}
