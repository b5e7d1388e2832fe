package dev.shoutgate.wiring;

import dev.shoutgate.config.StoreSettings;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.sql.PostgresOrderStore;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import dev.shoutgate.storage.sql.StoreAudit;
import dev.shoutgate.storage.topic.KafkaOrderStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the stores that the settings list, in their order, each with a name of its own: {@code sqlite}, the next of the
 * same kind {@code sqlite-2}. Metrics, logs and the folder of dead letters go by it, so whoever adds a store writes it
 * at the end of the list.
 *
 * <p>Threading: the caller's. Stateless.
 */
public final class Stores {

    private Stores() {}

    /** Opens nothing. */
    public static List<OrderStore> of(List<StoreSettings> storages, DataFolder folder) {
        List<OrderStore> stores = new ArrayList<>();
        Map<String, Integer> named = new HashMap<>();
        for (StoreSettings storage : storages) {
            String kind = storage.kind().word();
            int number = named.merge(kind, 1, Integer::sum);
            String name = number == 1 ? kind : kind + "-" + number;
            stores.add(storage.match(
                    sqlite -> new SqliteOrderStore(name, sqlite.file(folder.root())),
                    postgresql -> new PostgresOrderStore(name, postgresql),
                    kafka -> new KafkaOrderStore(name, kafka, folder.root(), folder::journalName)));
        }
        return stores;
    }

    /**
     * Opens what an audit reads of a store.
     *
     * @throws StoreException if it is not there, holds something else, or is of a kind that cannot be compared
     */
    public static StoreAudit audit(StoreSettings storage, DataFolder folder) {
        return storage.match(
                sqlite -> SqliteOrderStore.audit(sqlite.file(folder.root())),
                PostgresOrderStore::audit,
                kafka -> {
                    throw new StoreException("Cannot compare Kafka " + kafka.place(folder.root())
                            + ": it holds events, not rows.");
                });
    }
}
