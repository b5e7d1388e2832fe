package dev.shoutgate.wiring;

import dev.shoutgate.config.StoreSettings;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.sql.PostgresOrderStore;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import dev.shoutgate.storage.sql.StoreAudit;
import dev.shoutgate.storage.topic.KafkaOrderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String SQLITE = "sqlite ";

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

    /** Makes older releases refuse the folder: they do not know its stores again once this one has opened them. */
    public static void keepFromOlder(DataFolder folder) throws IOException {
        for (int shard = 0; shard < folder.shards(); shard++) {
            Shard.raiseJournal(folder, shard);
        }
    }

    /** Says to {@link DataFolder#rememberStores} what {@link #missing} looks for. */
    static List<String> places(List<StoreSettings> storages, DataFolder folder) {
        return storages.stream().map(storage -> storage.kind().word() + " " + storage.match(
                sqlite -> inFolder(sqlite.file(folder.root()), folder),
                postgresql -> postgresql.place(folder.root()),
                kafka -> kafka.place(folder.root()))).toList();
    }

    /** As seen from the folder, which may be copied or moved. */
    private static String inFolder(Path file, DataFolder folder) {
        Path path = file.toAbsolutePath().normalize();
        return (path.startsWith(folder.root()) ? folder.root().relativize(path) : path).toString();
    }

    /** The files of stores that a gateway filled from this folder, and that are not where it looks for them. */
    public static List<Path> missing(DataFolder folder) throws IOException {
        return folder.stores().orElse(List.of(SQLITE + "orders.db")).stream()
                .filter(store -> store.startsWith(SQLITE))
                .map(store -> folder.root().resolve(store.substring(SQLITE.length())))
                .filter(Files::notExists).toList();
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
