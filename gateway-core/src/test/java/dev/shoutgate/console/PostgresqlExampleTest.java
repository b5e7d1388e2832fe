package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoutgate.PostgresServer;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Buyers;
import dev.shoutgate.blackbox.Description;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Shop;
import dev.shoutgate.blackbox.Tokens;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.docs.DocPage;
import dev.shoutgate.wiring.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code config/postgresql.yaml} true: a gateway with it sells, the rows arrive, and the audit compares them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlExampleTest {

    private static final Path FILE = Path.of("..", "config", "postgresql.yaml");
    private static final int ORDERS = 5;

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    static Path folder;

    private String database;
    private Path password;

    @BeforeAll
    void sell() throws Exception {
        database = SERVER.newDatabase();
        SERVER.addUser("shoutgate", "right-horse");
        SERVER.execute("postgres", "ALTER DATABASE " + database + " OWNER TO shoutgate");
        password = Files.writeString(folder.resolve("password"), "right-horse\n");
        try (Gateway gateway = Gateway.start(GatewayConfig.parse(settings()))) {
            Description.areBound(gateway.buyersPort(), gateway.operatorsPort());
            Operators desk = new Operators(gateway.operatorsPort(), Tokens.PLATFORM);
            String sale = Fresh.sale();
            new Shop(desk).define(sale, SaleDefinition.of(Item.of("phone", 50)).with("holdSeconds", 0));
            desk.open(sale);
            for (int i = 0; i < ORDERS; i++) {
                Answer bought = new Buyers(gateway.buyersPort()).buy(sale, "b" + i, "key-" + i,
                        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"主播\"}");
                assertThat(bought.status()).as("%s", bought).isEqualTo(201);
            }
        }
    }

    /** What the file says, with this server in place of the one that it names. */
    private String settings() throws Exception {
        String example = Files.readString(FILE);
        assertThat(example).contains("jdbc:postgresql://127.0.0.1:5432/shop", "/etc/shoutgate/postgresql-password");
        String storage = example.replace("jdbc:postgresql://127.0.0.1:5432/shop", SERVER.url(database))
                .replace("/etc/shoutgate/postgresql-password", password.toString());
        return Settings.small().with("data", folder.resolve("data").toString())
                .with("storage", new YAMLMapper().readTree(storage).get("storage")).yaml();
    }

    @Test
    void isReadAsItStands() {
        assertThat(GatewayConfig.load(FILE).storage()).singleElement().isInstanceOf(PostgresqlSettings.class);
    }

    @Test
    void bringsTheOrdersThereAndProvesItByTheCommandOfItsPage() throws Exception {
        List<String> command = DocPage.of("docs/stores.md").gatewayCommands().stream()
                .filter(arguments -> arguments.contains("--storage-password-file")).findFirst().orElseThrow();
        assertThat(command).contains("data", "jdbc:postgresql://127.0.0.1:5432/shop", "FILE");
        CommandRun run = CommandRun.of(command.stream().map(this::ofThisTest).toArray(String[]::new));

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.text()).contains("store: PostgreSQL database " + SERVER.url(database), "CONFIRMED " + ORDERS)
                .doesNotContain("behind", "horse").endsWith("audit ok");
    }

    private String ofThisTest(String argument) {
        return switch (argument) {
            case "data" -> folder.resolve("data").toString();
            case "jdbc:postgresql://127.0.0.1:5432/shop" -> SERVER.url(database);
            case "FILE" -> password.toString();
            default -> argument;
        };
    }

    @Test
    void countsEveryRowThatSomebodyChanged() {
        SERVER.execute(database, "UPDATE orders SET channel = 'x'");
        CommandRun changed = audit();
        SERVER.execute(database, "UPDATE orders SET channel = '主播'");

        assertThat(changed.exitCode()).isOne();
        assertThat(changed.lastLine()).isEqualTo("audit FAILED: " + ORDERS + " differences");
        assertThat(changed.text()).contains("column channel: the journal (fact ", "says '主播', the store says 'x'");
    }

    @Test
    void asksForWhatTheAuditNeedsAndShowsNoPassword() {
        String url = SERVER.url(database);
        assertRefused("--storage-user: is missing, wants the user of " + url, "--storage", url);
        assertRefused("--storage: got jdbc:postgresql://h/d?password=***, wants ", "--storage",
                "jdbc:postgresql://h/d?password=right-horse", "--storage-user", "a");
        assertRefused("--storage: is no PostgreSQL database", "--storage-user", "a");
        assertRefused("--storage: got jdbc:oracle:x, wants jdbc:sqlite:PATH", "--storage", "jdbc:oracle:x");
    }

    private void assertRefused(String words, String... options) {
        CommandRun run = run(options);
        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.err()).contains(words).doesNotContain("horse");
    }

    private CommandRun audit() {
        return run("--storage", SERVER.url(database), "--storage-user", "shoutgate", "--storage-password-file",
                password.toString());
    }

    private CommandRun run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("audit", "--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
