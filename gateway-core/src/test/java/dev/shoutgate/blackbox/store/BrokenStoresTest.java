package dev.shoutgate.blackbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Tmpfs;
import dev.shoutgate.storage.DeadLetters;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** One gateway with six SQLite stores, of which one is well and each of the others breaks in its own way. */
class BrokenStoresTest {

    private static final int MAX_UNFLUSHED = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();

    private static Optional<Tmpfs> disk;
    private static final Path FOLDER = folder();
    private static final Path BLOCKED = FOLDER.resolve("blocked.db");
    private static final Path READ_ONLY = FOLDER.resolve("read-only.db");
    private static final Path ALTERED = FOLDER.resolve("altered.db");
    private static final Path FULL = FOLDER.resolve("disk").resolve("full.db");
    private static final Path PICKY = FOLDER.resolve("picky.db");

    /** First, and so ended last: the gateway closes its files before they go. */
    @RegisterExtension
    @Order(0)
    static final AfterAllCallback TIDY = context -> tidy();

    /** A disk for one of them, and two that are broken before the start. */
    @RegisterExtension
    @Order(1)
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("journal.max-unflushed-facts", MAX_UNFLUSHED)
            .with("drain-timeout", "1s")
            .with("storage", Stream.concat(Stream.of(Map.of("type", "sqlite")),
                    Stream.of(BLOCKED, READ_ONLY, ALTERED, FULL, PICKY)
                            .map(file -> Map.of("type", "sqlite", "url", file.toString()))).toList());

    private static String sale;

    private static Path folder() {
        listen();
        try {
            Path folder = Files.createTempDirectory("shoutgate-stores-");
            Files.createDirectory(folder.resolve("blocked.db"));
            disk = Tmpfs.mount(folder.resolve("disk"), 8);
            try (SqliteOrderStore store = new SqliteOrderStore("sqlite", folder.resolve("read-only.db"))) {
                store.position(0);
            }
            writeVersion(folder.resolve("read-only.db"), 3);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Before the gateway starts, because two of them are broken by then. */
    private static void listen() {
        LINES.start();
        for (Class<?> teller : List.of(OrderFlusher.class, DeadLetters.class)) {
            ((Logger) LoggerFactory.getLogger(teller)).addAppender(LINES);
        }
    }

    @BeforeAll
    static void openSale() {
        sale = gateway.shop().open(Item.of("phone", 100_000));
    }

    private static void tidy() throws Exception {
        if (disk.isPresent()) {
            disk.get().close();
        }
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Both of them are broken from the start, so the start itself was held up by neither. */
    @Test
    void oneThatIsDownDelaysNoOtherAndIsToldOfOnceItIsTooFarBehind() throws Exception {
        Path good = gateway.data().resolve("orders.db");
        while (lag("sqlite-2") <= MAX_UNFLUSHED) {
            buy(5);
            awaitLag("sqlite", 0);
        }
        assertThat(orders(good)).isEqualTo(held());
        assertThat(metric("shoutgate_flush_lag_seconds", "sqlite")).isZero();
        await().until(() -> metric("shoutgate_flush_lag_seconds", "sqlite-2") > 0.2);
        Answer readiness = gateway.operators().api().get("/readyz");
        assertThat(readiness.status()).as("%s", readiness).isEqualTo(503);
        assertThat(readiness.field("detail")).contains("sqlite-2", " facts behind", "max-unflushed-facts: 40",
                "orders are taken all the same", "by itself");
        buy(5);

        Files.delete(BLOCKED);
        writeVersion(READ_ONLY, 2);
        awaitLag("sqlite-2", 0);
        awaitLag("sqlite-3", 0);
        assertThat(orders(BLOCKED)).isEqualTo(held()).isEqualTo(orders(good)).isEqualTo(orders(READ_ONLY));
        await().atMost(PATIENCE).until(() -> gateway.operators().api().get("/readyz").status() == 200);
        assertToldOf("sqlite-2", BLOCKED.toString());
        assertToldOf("sqlite-3", "readonly");
        await().untilAsserted(() -> assertToldOf("sqlite-2", "Orders reach sqlite-2 again after"));
    }

    @Test
    void oneWhoseTableAStrangerChangedGetsAllOnceItIsMended() throws Exception {
        buy(2);
        awaitLag("sqlite-4", 0);
        change(ALTERED, "ALTER TABLE orders RENAME COLUMN channel TO by_whom");
        assertOutage("sqlite-4", "no column named channel");

        change(ALTERED, "ALTER TABLE orders RENAME COLUMN by_whom TO channel");
        awaitLag("sqlite-4", 0);
        assertThat(orders(ALTERED)).isEqualTo(held());
    }

    @Test
    void oneWhoseDiskIsFullGetsAllOnceThereIsRoom() throws Exception {
        assumeTrue(disk.isPresent(), "a small file system can be mounted");
        buy(2);
        awaitLag("sqlite-5", 0);
        disk.get().fill();
        // What is left of a block that was begun takes some.
        await().atMost(PATIENCE).until(() -> {
            buy(5);
            return metric("shoutgate_flush_lag_seconds", "sqlite-5") > 0.3;
        });
        assertOutage("sqlite-5", "full");

        disk.get().makeRoom();
        awaitLag("sqlite-5", 0);
        assertThat(orders(FULL)).isEqualTo(held());
    }

    @Test
    void oneThatRefusesAnOrderGetsTheOthers() throws Exception {
        buy(1);
        awaitLag("sqlite-6", 0);
        change(PICKY, "CREATE TRIGGER picky BEFORE INSERT ON orders WHEN NEW.buyer_id = 'unwanted'"
                + " BEGIN SELECT RAISE(ABORT, 'unwanted'); END");
        assertThat(gateway.buyers().buy(sale, "unwanted", "phone", 1).status()).isEqualTo(201);
        buy(3);
        awaitLag("sqlite-6", 0);

        assertThat(orders(PICKY)).isEqualTo(held() - 1);
        assertThat(metric("shoutgate_dead_letters_total", "sqlite-6")).isEqualTo(1);
        assertThat(metric("shoutgate_dead_letters_waiting", "sqlite-6")).isEqualTo(1);
        assertThat(metric("shoutgate_dead_letters_total", "sqlite")).isZero();
        assertThat(gateway.data().resolve("dead-letter/sqlite-6/shard-0.jsonl")).isNotEmptyFile();
        assertToldOf("sqlite-6", "gateway flush --dead-letter --data " + gateway.data());
    }

    /** The sale goes on while the store gets nothing, the log says why, and the metric says how long. */
    private static void assertOutage(String store, String reason) {
        buy(3);
        await().atMost(PATIENCE).until(() -> metric("shoutgate_flush_lag_seconds", store) > 0.3);
        assertThat(lag(store)).isPositive();
        assertToldOf(store, reason);
        awaitLag("sqlite", 0);
    }

    private static void assertToldOf(String store, String reason) {
        assertThat(List.copyOf(LINES.list)).anySatisfy(line -> assertThat(line.getFormattedMessage())
                .contains(store).contains(reason));
    }

    private static void buy(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1).status()).isEqualTo(201);
        }
    }

    private static long held() {
        return 100_000 - gateway.buyers().sale(sale).json().get("items").get(0).get("available").asLong();
    }

    private static void awaitLag(String store, long events) {
        await().atMost(PATIENCE).until(() -> lag(store) == events);
    }

    private static long lag(String store) {
        return (long) metric("shoutgate_flush_lag_events", store);
    }

    private static double metric(String name, String store) {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{storage=\"" + store + "\"} (\\S+)$")
                .matcher(gateway.operators().api().get("/metrics").text());
        assertThat(line.find()).as(name + " of " + store).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static long orders(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
            return row.getLong(1);
        }
    }

    private static void change(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** SQLite opens a file whose write version it does not know for reading only; root's right does not change that. */
    private static void writeVersion(Path file, int version) throws IOException {
        try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "rw")) {
            header.seek(18);
            header.write(version);
        }
    }
}
