package dev.shoutgate.blackbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.console.CommandRun;
import dev.shoutgate.storage.sql.OldSchema;
import dev.shoutgate.storage.sql.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL database that the released gateway filled comes over, alone in its schema or beside a shop's tables. */
class OldPostgresTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path base;

    private ReleasedFolder old;
    private String url;

    @BeforeEach
    void fill() throws Exception {
        old = ReleasedFolder.unpack("0.1.0-d0e7994", base);
        url = SERVER.newSchema();
        OldSchema.make(PostgresServer.asOwner(url), "");
        OldSchema.fill(PostgresServer.asOwner(url), old.store());
    }

    @Test
    void isFoundTrueAsItIs() throws Exception {
        assertAuditOk();
    }

    @Test
    void comesOverAndIsFoundTrue() throws Exception {
        assertComesOver();
        assertThat(Rows.count(PostgresServer.asOwner(url), "orphaned_payments")).isPositive();
        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT count(*) FROM orders WHERE expires_at = created_at"))
                .containsExactly("0");
    }

    @Test
    void comesOverBesideAShopsOwnTablesAndHistory() throws Exception {
        Rows.change(PostgresServer.asOwner(url), "CREATE TABLE customers (id int)",
                "INSERT INTO flyway_schema_history SELECT 9, '20260101', 'shop', 'SQL', 'V20260101__shop.sql', 7,"
                        + " 'shop', now(), 1, true");
        assertComesOver();

        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT version FROM flyway_schema_history WHERE type = 'SQL'"))
                .containsExactly("20260101");
    }

    private void assertComesOver() throws Exception {
        Path config = Files.writeString(base.resolve("config.yaml"), "storage: [{type: postgresql, url: '" + url
                + "', user: postgres}]\n");
        CommandRun flush = CommandRun.of("flush", "--data", old.data().toString(), "--config", config.toString());
        assertThat(flush.exitCode()).as("%s", flush).isZero();
        assertThat(Rows.count(PostgresServer.asOwner(url), "shoutgate_schema_history")).isPositive();
        assertAuditOk();
    }

    private void assertAuditOk() {
        CommandRun audit = CommandRun.of("audit", "--data", old.data().toString(), "--storage", url, "--storage-user",
                "postgres");
        assertThat(audit.lastLine()).as("%s", audit).isEqualTo("audit ok");
    }
}
