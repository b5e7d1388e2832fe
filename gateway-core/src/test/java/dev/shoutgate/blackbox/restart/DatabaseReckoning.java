package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.OrdersDb;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the embedded database to the orders that buyers know: each one once, as the API tells it, and no other. */
final class DatabaseReckoning {
    private final OrdersDb database;
    private final String sale;
    private final Told told;

    DatabaseReckoning(Path data, String sale, Told told) {
        database = new OrdersDb(data);
        this.sale = sale;
        this.told = told;
    }

    /** For beside a running gateway: waits until the last order has come through. */
    void assertCatchesUp() {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .untilAsserted(this::assertEveryOrderIsARow);
    }

    /** By number and status first, because that is told briefly; then by name. */
    void assertEveryOrderIsARow() {
        Map<String, OrdersDb.Row> rows = rows();
        assertThat(rows.values().stream().collect(Collectors.groupingBy(OrdersDb.Row::status, Collectors.counting())))
                .isEqualTo(told.all().stream().collect(Collectors.groupingBy(told::statusOf, Collectors.counting())));
        for (Press.Promise promise : told.all()) {
            OrdersDb.Row row = rows.get(promise.orderId());
            assertThat(row).as("row of %s", promise).isNotNull();
            assertThat(row.status()).as("%s", promise).isEqualTo(told.statusOf(promise));
            assertThat(row.buyerId()).isEqualTo(promise.press().buyer());
            assertThat(row.units()).isEqualTo(promise.press().skus().size());
        }
    }

    /** Field by field against what the API says of each order. */
    void assertSaysWhatTheApiSays(int buyersPort) {
        Map<String, OrdersDb.Row> rows = rows();
        Pipeline.ask(buyersPort, told.all(), Reckoning::read,
                (promise, answer) -> assertSame(rows.get(promise.orderId()), answer));
    }

    private static void assertSame(OrdersDb.Row row, Answer answer) {
        JsonNode order = answer.json();
        assertThat(new OrdersDb.Row(order.path("orderId").asText(), order.path("buyerId").asText(),
                order.path("status").asText(), order.path("currency").asText(), order.path("total").asLong(),
                order.path("sequence").asLong(), order.path("items").size())).isEqualTo(row);
    }

    private Map<String, OrdersDb.Row> rows() {
        try {
            return database.orders(sale);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
