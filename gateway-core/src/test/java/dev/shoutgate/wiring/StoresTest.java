package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.StoreKind;
import dev.shoutgate.config.StoreSettings;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.sql.StoreAudit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    private static final List<StoreSettings> OF_EVERY_KIND = GatewayConfig.parse("""
            storage:
              - {type: kafka, bootstrap-servers: "127.0.0.1:1"}
              - {type: sqlite}
              - {type: postgresql, url: "jdbc:postgresql://127.0.0.1:1/shop", user: shop}
              - {type: sqlite, url: second.db}
            """).storage();

    @TempDir
    private Path place;
    private DataFolder folder;

    @BeforeEach
    void takeTheFolder() throws Exception {
        folder = DataFolder.take(place, 1);
    }

    @AfterEach
    void giveItBack() throws Exception {
        folder.close();
    }

    @Test
    void makesAStoreOfEveryKindWithANameOfItsOwnAndOpensNone() {
        assertThat(OF_EVERY_KIND).extracting(StoreSettings::kind).contains(StoreKind.values());
        List<OrderStore> stores = Stores.of(OF_EVERY_KIND, folder);

        assertThat(stores).extracting(OrderStore::name).containsExactly("kafka", "sqlite", "postgresql", "sqlite-2");
        assertThat(stores).extracting(OrderStore::toString).containsExactly(
                "Kafka topic shoutgate.events at 127.0.0.1:1",
                "SQLite database " + place.toAbsolutePath().resolve("orders.db"),
                "PostgreSQL database jdbc:postgresql://127.0.0.1:1/shop",
                "SQLite database " + Path.of("second.db").toAbsolutePath());
        assertThat(place.resolve("orders.db")).doesNotExist();
    }

    @Test
    void auditsADatabaseWhereItIsAndNamesWhatItCannotCompare() throws Exception {
        assertThatThrownBy(() -> Stores.audit(OF_EVERY_KIND.get(0), folder)).isInstanceOf(StoreException.class)
                .hasMessageContaining("Kafka topic shoutgate.events at 127.0.0.1:1");
        assertThatThrownBy(() -> Stores.audit(OF_EVERY_KIND.get(1), folder)).isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no SQLite file");
        assertThatThrownBy(() -> Stores.audit(OF_EVERY_KIND.get(2), folder)).isInstanceOf(StoreException.class)
                .hasMessageContaining("PostgreSQL database jdbc:postgresql://127.0.0.1:1/shop");
        Files.createFile(place.resolve("orders.db"));
        try (StoreAudit audit = Stores.audit(OF_EVERY_KIND.get(1), folder)) {
            assertThat(audit.position(0)).isZero();
        }
    }
}
