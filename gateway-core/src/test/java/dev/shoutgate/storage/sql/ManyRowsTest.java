package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.StoredFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crowd's orders end up the same whether they come many to a batch or one by one, whatever they have in common. */
class ManyRowsTest {

    private static final long T = FactList.FIRST_MS;
    /** Statements of every size, and a few rows more. */
    private static final int ORDERS = 2 * ManyRows.FULL + 3 * ManyRows.FULL / 4 + 7;

    @TempDir
    private Path folder;

    private final FactList facts = new FactList();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void writesWhatEachRowByItselfWouldBe(int different) {
        take(new Random(different), different);
        store("many.db", ORDERS);
        store("single.db", 1);

        assertThat(Rows.count(url("many.db"), "orders")).isEqualTo(ORDERS);
        assertThat(Rows.all(url("many.db"))).isEqualTo(Rows.all(url("single.db")));
    }

    @Test
    void writesOverThoseOfAChunkThatAreThere() {
        take(new Random(7), 3);
        store("many.db", ORDERS);
        Rows.change(url("many.db"), "DELETE FROM flush_position", "DELETE FROM orders WHERE sequence % 3 = 0",
                "UPDATE orders SET status = 'EXPIRED', cancelled_at = 'x' WHERE sequence % 3 = 1",
                "DELETE FROM order_lines WHERE order_id > 'o0100'", "UPDATE order_lines SET refunded = 1");
        store("many.db", ORDERS);
        store("single.db", 1);

        assertThat(Rows.all(url("many.db"))).isEqualTo(Rows.all(url("single.db")));
    }

    @Test
    void writesTextsOfAnyLength() {
        List<String> buyers = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            buyers.add("手".repeat(i * 7 % 41) + "b".repeat(1 + i % 9));
            facts.add(Facts.orderTaken(id(i), buyers.get(i), Facts.HELD, T, T + 900_000, "host-1",
                    new Line("phone-" + "x".repeat(i % 100), 1, 5)));
        }
        store("many.db", ORDERS);

        assertThat(Rows.of(url("many.db"), "SELECT buyer_id FROM orders ORDER BY sequence")).isEqualTo(buyers);
        assertThat(Rows.of(url("many.db"), "SELECT length(sku) FROM order_lines ORDER BY order_id"))
                .isEqualTo(IntStream.range(0, ORDERS).mapToObj(i -> Integer.toString(6 + i % 100)).toList());
        assertThat(Rows.of(url("many.db"), "SELECT DISTINCT typeof(order_id), typeof(status), typeof(created_at),"
                + " typeof(total), typeof(sequence), typeof(sku), typeof(quantity) FROM orders JOIN order_lines"
                + " USING (order_id)")).containsExactly("text|text|text|integer|integer|text|integer");
    }

    @Test
    void writesADeadLetterAsItsOrderWouldBe() {
        take(new Random(8), 5);
        store("many.db", ORDERS);
        try (SqliteOrderStore store = new SqliteOrderStore("sqlite", folder.resolve("letters.db"))) {
            store.storeAgain(0, facts.batch(0, 0, ORDERS).after(0).stream().map(StoredFact::lasting).toList());
        }
        Rows.change(url("many.db"), "DELETE FROM flush_position");

        assertThat(Rows.all(url("letters.db"))).isEqualTo(Rows.all(url("many.db")));
    }

    /** The greater {@code different}, the more columns in which rows are not all alike. */
    private void take(Random random, int different) {
        for (int i = 0; i < ORDERS; i++) {
            boolean chunkDiffers = random.nextInt(4) == 0;
            int status = different > 0 && random.nextInt(9) == 0 ? Facts.CONFIRMED : Facts.HELD;
            String channel = different > 1 ? "host-" + random.nextInt(different) : different == 1 ? "" : "host-1";
            long createdAtMs = T + (different > 2 && chunkDiffers ? i : 0);
            Line line = new Line(different > 3 ? "item-" + random.nextInt(different) : "phone", 1, 5 + different % 5);
            facts.add(different > 4 && chunkDiffers
                    ? Facts.orderTaken(id(i), "b" + i, status, createdAtMs, T + 900_000, channel, line,
                            new Line("second", 2, i))
                    : Facts.orderTaken(id(i), different > 5 ? "b" : "b" + i, status, createdAtMs, T + 900_000,
                            channel, line));
        }
    }

    private static String id(int order) {
        return "o%04d".formatted(order);
    }

    private void store(String name, int atOnce) {
        try (SqliteOrderStore store = new SqliteOrderStore("sqlite", folder.resolve(name))) {
            for (long from = 0; from < facts.size(); from += atOnce) {
                store.store(facts.batch(0, from, Math.min(from + atOnce, facts.size())));
            }
        }
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }
}
