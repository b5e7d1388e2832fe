package dev.shoutgate.wiring;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.sql.PostgresAddress;
import dev.shoutgate.storage.sql.PostgresOrderStore;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import dev.shoutgate.storage.topic.KafkaOrderStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the stores that the settings list, in their order, each with a name of its own: {@code sqlite}, the next of the
 * same type {@code sqlite-2}. Metrics, logs and the folder of dead letters go by it, so whoever adds a store writes it
 * at the end of the list.
 *
 * <p>Threading: the caller's. Stateless; nothing is opened.
 */
public final class Stores {

    private Stores() {}

    public static List<OrderStore> of(List<GatewayConfig.Storage> storages, DataFolder folder) {
        List<OrderStore> stores = new ArrayList<>();
        Map<String, Integer> named = new HashMap<>();
        for (GatewayConfig.Storage storage : storages) {
            String type = type(storage);
            int number = named.merge(type, 1, Integer::sum);
            stores.add(store(number == 1 ? type : type + "-" + number, storage, folder));
        }
        return stores;
    }

    private static String type(GatewayConfig.Storage storage) {
        if (storage instanceof GatewayConfig.Postgresql) {
            return "postgresql";
        }
        return storage instanceof GatewayConfig.Kafka ? "kafka" : "sqlite";
    }

    private static OrderStore store(String name, GatewayConfig.Storage storage, DataFolder folder) {
        if (storage instanceof GatewayConfig.Postgresql database) {
            return new PostgresOrderStore(name,
                    new PostgresAddress(database.url(), database.user(), database.passwordFile()));
        }
        if (storage instanceof GatewayConfig.Kafka kafka) {
            return new KafkaOrderStore(name, kafka, folder.root());
        }
        return new SqliteOrderStore(name, ((GatewayConfig.Sqlite) storage).file(folder.root()));
    }
}
