package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.console.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sells into PostgreSQL while gateway and server are killed in turns, and then holds the tables against the journal; see
 * {@link TurnsOfKills}.
 */
class PostgresqlTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void hasEveryRowOnceHoweverOftenGatewayAndServerAreKilled() throws Exception {
        String data = folder.resolve("data").toString();
        String url = SERVER.url(SERVER.newDatabase());
        Settings settings = Settings.small().with("data", data).with("capacity.orders", 4_000_000).with("storage",
                List.of(Map.of("type", "postgresql", "url", url, "user", "postgres")));
        int sold = new TurnsOfKills(folder, settings, SERVER::killHard, SERVER::restart).sellInto("postgresql");

        CommandRun audit = CommandRun.of("audit", "--data", data, "--storage", url, "--storage-user", "postgres");
        assertThat(audit.exitCode()).as("%s", audit).isZero();
        assertThat(audit.text()).doesNotContain("behind").endsWith("audit ok");
        System.out.println(
                "Killed " + TurnsOfKills.KILLS + " times, " + sold + " orders sold, the tables are the journal");
    }
}
