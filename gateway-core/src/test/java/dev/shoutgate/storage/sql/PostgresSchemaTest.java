package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.storage.OrderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PostgresSchemaTest extends SchemaContract {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path folder;

    private String url;

    @Override
    String newDatabase() {
        url = SERVER.newSchema();
        return PostgresServer.asOwner(url);
    }

    @Override
    OrderStore newStore() {
        return new PostgresOrderStore("postgresql", PostgresServer.settings(url));
    }

    @Override
    List<String> tables() {
        return Rows.of(PostgresServer.asOwner(url),
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1");
    }

    @Override
    String clustered() {
        return "";
    }

    @Test
    void hasTypesIndexesAndWordsForEverything() {
        try (OrderStore store = newStore()) {
            assertThat(store.position(0)).isZero();
        }
        String here = " n.nspname = current_schema()";

        assertThat(ask("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND"
                + " table_name <> 'shoutgate_schema_history' AND (column_name LIKE '%\\_at' OR column_name = 'at') AND"
                + " data_type <> 'timestamp with time zone'")).isEmpty();
        assertThat(ask("SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema() AND"
                + " column_name = 'data'")).containsExactly("jsonb");
        assertThat(ask("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'orders'"))
                .contains("orders_by_buyer", "orders_by_sale_and_status", "orders_by_channel", "orders_by_payment_ref",
                        "orders_by_time");
        assertThat(ask("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + here
                + " AND c.relkind IN ('r', 'v') AND c.relname <> 'shoutgate_schema_history'"
                + " AND obj_description(c.oid) IS NULL")).isEmpty();
        assertThat(ask("SELECT col_description(c.oid, a.attnum) FROM pg_class c JOIN pg_namespace n ON"
                + " n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid WHERE" + here
                + " AND a.attname IN ('total', 'price', 'unit_price', 'money') AND c.relkind IN ('r', 'v')"))
                .hasSize(5).allMatch(comment -> comment.contains("minor units"));
    }

    @Test
    void leavesTheHistoryOfAnotherSchemaAlone() {
        String shared = PostgresServer.asOwner(SERVER.newSchema());
        OldSchema.make(shared, "");
        String both = url + "," + shared.replaceAll(".*currentSchema=([^&]*).*", "$1");
        try (OrderStore store = new PostgresOrderStore("postgresql", PostgresServer.settings(both))) {
            assertThat(store.position(0)).isZero();
        }

        assertThat(Rows.of(shared, "SELECT version FROM flyway_schema_history WHERE type = 'SQL'"))
                .containsExactly("1", "2");
        assertThat(tables()).contains("orders");
    }

    @Test
    void leavesAHistoryAloneThatItMayNotRead() throws IOException {
        SERVER.addUser("guest", "secret");
        Rows.change(PostgresServer.asOwner(url), "CREATE TABLE flyway_schema_history (version text,"
                + " description text, checksum int, success boolean)",
                "DO $$ BEGIN EXECUTE 'GRANT USAGE, CREATE ON SCHEMA ' || current_schema() || ' TO guest'; END $$");
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        PostgresqlSettings guest = new PostgresqlSettings(url, "guest", Optional.of(password));

        try (OrderStore store = new PostgresOrderStore("postgresql", guest)) {
            assertThat(store.position(0)).isZero();
        }
        assertThat(tables()).contains("flyway_schema_history", "orders");
    }

    @Test
    void waitsForAViewThatAShopMadeOfAColumnAndSaysWhich() {
        OldSchema.make(PostgresServer.asOwner(url), "");
        Rows.change(PostgresServer.asOwner(url), "CREATE VIEW yesterday AS SELECT created_at FROM orders");

        try (OrderStore store = newStore()) {
            assertThatThrownBy(() -> store.position(0)).hasMessageContaining("view yesterday")
                    .hasMessageContaining("\"created_at\"");
            Rows.change(PostgresServer.asOwner(url), "DROP VIEW yesterday");
            assertThat(store.position(0)).isZero();
        }
    }

    private List<String> ask(String query) {
        return Rows.of(PostgresServer.asOwner(url), query);
    }
}
