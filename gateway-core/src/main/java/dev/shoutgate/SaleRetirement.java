package dev.shoutgate;

import dev.shoutgate.inventory.Sale;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks a shard to let go of sales that were closed long ago, once every store has all of their facts. The shard
 * decides, and what it lets go is a fact.
 *
 * <p>Threading: one thread at a time.
 */
final class SaleRetirement {

    private final Shard shard;
    private final Duration retention;
    private final LongSupplier storedUpTo;

    /** {@code storedUpTo}: the sequence up to which every store has the shard's facts. */
    SaleRetirement(Shard shard, Duration retention, LongSupplier storedUpTo) {
        this.shard = shard;
        this.retention = retention;
        this.storedUpTo = storedUpTo;
    }

    /** Asks for every closed sale; one for which it is too early stays as it is. */
    void keep() {
        for (Sale sale : shard.gate().sales().all()) {
            if (sale.status() == SaleStatus.CLOSED && sale.version() <= storedUpTo.getAsLong()) {
                Command retire = new Command();
                retire.kind = Command.Kind.RETIRE_SALE;
                retire.saleNumber = sale.number();
                retire.closedBeforeMs = System.currentTimeMillis() - retention.toMillis();
                shard.gate().ring().tryPublish(retire);
            }
        }
    }
}
