package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.wiring.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that fell behind, or refused something, are brought up to date on a folder that no gateway uses. */
class FlushCommandTest {

    @TempDir
    static Path master;

    private static WrittenFolder written;

    @TempDir
    Path folder;

    private WrittenFolder copy;

    @BeforeAll
    static void sell() throws IOException {
        written = WrittenFolder.write(master.resolve("data"));
    }

    @BeforeEach
    void copy() throws IOException {
        copy = written.copyTo(folder.resolve("data"));
    }

    @Test
    void fillsAStoreThatIsGone() throws Exception {
        Files.delete(copy.store());
        CommandRun run = flush();

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.text()).contains("sqlite: ", " facts carried");
        assertThat(run.lastLine()).isEqualTo("flush ok");
        assertThat(audit().lastLine()).isEqualTo("audit ok");
        assertThat(flush().text()).contains("sqlite: 0 facts carried");
    }

    @Test
    void saysWhyAStoreCannotBeReachedAndFillsTheOthers() throws Exception {
        Path blocked = Files.createDirectory(folder.resolve("blocked.db"));
        Path other = folder.resolve("other.db");
        Path config = Files.writeString(folder.resolve("two.yaml"), "storage: [{type: sqlite, url: '" + blocked
                + "'}, {type: sqlite, url: '" + other + "'}]");
        CommandRun run = CommandRun.of("flush", "--data", copy.data().toString(), "--config", config.toString());

        assertThat(run.exitCode()).as("%s", run).isOne();
        assertThat(run.text()).contains("sqlite: cannot read the position of shard 0 from SQLite database " + blocked)
                .contains("sqlite-2: ", " facts carried");
        assertThat(run.lastLine()).startsWith("flush FAILED");
        assertThat(CommandRun.of("audit", "--data", copy.data().toString(), "--storage", other.toString()).exitCode())
                .isZero();
    }

    @Test
    void refusesAFolderThatIsInUseOrNone() throws Exception {
        try (DataFolder taken = DataFolder.takeExisting(copy.data())) {
            CommandRun run = flush("--dead-letter");
            assertThat(run.exitCode()).isOne();
            assertThat(run.err()).contains("is in use by", "stop that gateway first");
            assertThat(taken.deadLetters()).isEmpty();
        }
        CommandRun nowhere = CommandRun.of("flush", "--data", folder.resolve("nowhere").toString());
        assertThat(nowhere.exitCode()).isOne();
        assertThat(nowhere.err()).contains("There is no folder");
    }

    @Test
    void refusesAStoreOfAnotherFolder() throws Exception {
        copy.change("UPDATE flush_position SET sequence = 1000");
        CommandRun run = flush();

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("is at position 1000 of shard 0", "another data folder");
    }

    @Test
    void storesDeadLettersOnceTheirReasonIsMendedAndTheAuditKnowsOfThem() throws Exception {
        assertThat(flush("--dead-letter").lastLine()).isEqualTo("flush ok");
        int refused = Integer.parseInt(copy.ask("SELECT count(*) FROM orders WHERE buyer_id = 'b3'"));
        copy.change("DELETE FROM orders");
        copy.change("DELETE FROM order_lines");
        copy.change("UPDATE flush_position SET sequence = 0");
        copy.change("CREATE TRIGGER picky BEFORE INSERT ON orders WHEN NEW.buyer_id = 'b3'"
                + " BEGIN SELECT RAISE(ABORT, 'no b3'); END");
        CommandRun first = flush();

        assertThat(first.exitCode()).as("%s", first).isOne();
        assertThat(first.text()).contains("wait as dead letters in " + copy.data(), "gateway flush --dead-letter");
        CommandRun audit = audit();
        assertThat(audit.exitCode()).isOne();
        assertThat(audit.text()).contains("FAILED  no fact waits among the store's dead letters: ", "no b3",
                "facts of this store wait in ", "ok      every row of orders", "ok      every row of order_lines");
        CommandRun inVain = flush("--dead-letter");
        assertThat(inVain.exitCode()).isOne();
        assertThat(inVain.text()).contains("sqlite: 0 dead letters stored, ", "OrderTaken: cannot store ", "no b3");

        copy.change("DROP TRIGGER picky");
        CommandRun again = flush("--dead-letter");
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(again.text()).contains(", 0 left");
        assertThat(audit().lastLine()).isEqualTo("audit ok");
        assertThat(copy.ask("SELECT count(*) FROM orders WHERE buyer_id = 'b3'")).isEqualTo(String.valueOf(refused));
    }

    @Test
    void namesDeadLettersOfAStoreThatTheSettingsDoNotHave() throws Exception {
        Path stray = Files.createDirectories(copy.data().resolve("dead-letter/postgresql"));
        Files.writeString(stray.resolve("shard-0.jsonl"), "{\"shard\":0,\"kind\":\"SaleEvent\",\"store\":\"PostgreSQL"
                + " database\",\"reason\":\"r\",\"fact\":{\"sequence\":1,\"timeMs\":1,\"saleId\":null,\"type\":\"T\","
                + "\"by\":null,\"data\":\"{}\"}}\n");
        CommandRun run = flush("--dead-letter");

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("postgresql: dead letters wait in " + stray, "--config");
        assertThat(audit().exitCode()).isZero();
        assertThat(audit().text()).contains("1 facts wait in " + stray + " for another store: PostgreSQL database");
    }

    private CommandRun flush(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"flush", "--data", copy.data().toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return CommandRun.of(all);
    }

    private CommandRun audit() {
        return CommandRun.of("audit", "--data", copy.data().toString());
    }
}
