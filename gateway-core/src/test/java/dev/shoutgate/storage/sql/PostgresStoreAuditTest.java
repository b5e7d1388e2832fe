package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreAuditTest extends StoreAuditContract {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

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
    void untie() {
        Rows.change(PostgresServer.asOwner(url), "ALTER TABLE order_lines DROP CONSTRAINT IF EXISTS order_lines_order");
    }

    @Override
    StoreAudit newAudit() {
        return PostgresOrderStore.audit(PostgresServer.settings(url));
    }

    @Test
    void readsRowsInTheOrderOfTheirBytesWhateverLanguageTheDatabaseSpeaks() {
        // There '~' and capitals come before digits and small letters, or among them.
        untie();
        Rows.change(PostgresServer.asOwner(url), "DROP VIEW channel_sales",
                "ALTER TABLE orders ALTER COLUMN order_id TYPE text COLLATE \"en-x-icu\"",
                "ALTER TABLE order_lines ALTER COLUMN order_id TYPE text COLLATE \"en-x-icu\"");

        namesAnOrderOfWhichThereIsNoneAndOneThatIsGone();
    }

    @Test
    void seesOneMomentAndWritesNothing() {
        try (StoreAudit audit = newAudit()) {
            Rows.change(PostgresServer.asOwner(url), "DELETE FROM orders", "DELETE FROM flush_position");

            assertThat(audit.position(0)).isPositive();
            assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT pid FROM pg_stat_activity WHERE backend_xid"
                    + " IS NOT NULL AND application_name = 'shoutgate'")).isEmpty();
        }
    }

    @Test
    void takesASchemaWithoutTablesForAStoreThatHasNothingYetAndRefusesOthers() {
        url = SERVER.newSchema();
        try (StoreAudit audit = newAudit()) {
            assertThat(audit.position(0)).isZero();
        }
        Rows.change(PostgresServer.asOwner(url), "CREATE TABLE customers (id int)");
        assertThatThrownBy(this::newAudit).isInstanceOf(StoreException.class)
                .hasMessageContaining("is no store of a gateway: it has the tables [customers]");
        url = SERVER.url("nowhere");
        assertThatThrownBy(this::newAudit).isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot read the PostgreSQL database " + url)
                .hasMessageContaining("\"nowhere\" does not exist");
    }
}
