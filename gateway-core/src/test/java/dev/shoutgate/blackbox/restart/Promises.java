package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.OrdersDb;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Holds a restarted gateway to what it promised before. */
final class Promises {
    /** Repeats cost more than reads, so that only so many keys are tried again. */
    private static final int REPEATS = 300;

    private final GatewayProcess gateway;
    private final String sale;

    Promises(GatewayProcess gateway, String sale) {
        this.gateway = gateway;
        this.sale = sale;
    }

    void assertKept(Collection<Press.Promise> promises) {
        try (RawHttp connection = RawHttp.connect(gateway.buyersPort())) {
            promises.forEach(promise -> assertReadable(connection, promise));
            promises.stream().limit(REPEATS).forEach(promise -> assertSameKeySameOrder(connection, promise));
        }
    }

    private static void assertReadable(RawHttp connection, Press.Promise promise) {
        Answer order = get(connection, promise.orderId(), "X-Buyer-Id: " + promise.press().buyer());
        assertThat(order.status()).as("%s: %s", promise, order).isEqualTo(200);
        assertThat(order.orderId()).isEqualTo(promise.orderId());
        assertThat(order.field("status")).as("%s", order).isEqualTo("HELD");
        assertThat(order.json().at("/items/0/sku").textValue()).isEqualTo(promise.press().sku());
    }

    private void assertSameKeySameOrder(RawHttp connection, Press.Promise promise) {
        Answer repeat = connection.exchange(promise.press().in(sale));
        assertThat(repeat.status()).as("%s: %s", promise, repeat).isEqualTo(201);
        assertThat(repeat.orderId()).isEqualTo(promise.orderId());
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
    }

    /** Repeats the presses without a promise: those without an answer may have been recorded, those with a 503 not. */
    void learnTheTruth(Load load, Collection<Press.Promise> promises) {
        try (RawHttp connection = RawHttp.connect(gateway.buyersPort())) {
            load.unanswered.forEach(press -> repeat(connection, press, promises));
            for (Press press : load.turnedAway) {
                Answer answer = repeat(connection, press, promises);
                assertThat(answer.header("Idempotent-Replayed")).as("recorded after a 503: %s", answer).isEmpty();
            }
        }
    }

    private Answer repeat(RawHttp connection, Press press, Collection<Press.Promise> promises) {
        Answer answer = connection.exchange(press.in(sale));
        assertThat(answer.outcome()).as("%s", answer).isIn("201", "409 sold-out");
        if (answer.status() == 201) {
            promises.add(new Press.Promise(press, answer.orderId()));
        }
        return answer;
    }

    /** The embedded database holds exactly the orders that the API knows, a moment after the last one. */
    void assertDatabaseAgrees(Path data, Collection<Press.Promise> promises) {
        OrdersDb database = new OrdersDb(data);
        long units = held("scarce") + held("plenty");
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(units(database.orders(sale))).isEqualTo(units));
        Map<String, OrdersDb.Row> rows = orders(database);
        assertThat(rows.keySet()).containsAll(promises.stream().map(Press.Promise::orderId).toList());
        assertThat(rows).as("one unit an order").hasSize((int) units);
        try (RawHttp connection = RawHttp.connect(gateway.operatorsPort())) {
            rows.values().forEach(row -> assertSame(connection, row));
        }
    }

    private static long units(Map<String, OrdersDb.Row> orders) {
        return orders.values().stream().mapToLong(OrdersDb.Row::units).sum();
    }

    private Map<String, OrdersDb.Row> orders(OrdersDb database) {
        try {
            return database.orders(sale);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSame(RawHttp connection, OrdersDb.Row row) {
        Answer answer = get(connection, row.orderId(), "Authorization: Bearer " + Tokens.PLATFORM);
        assertThat(answer.status()).as("%s: %s", row, answer).isEqualTo(200);
        JsonNode order = answer.json();
        assertThat(new OrdersDb.Row(order.path("orderId").asText(), order.path("buyerId").asText(),
                order.path("status").asText(), order.path("currency").asText(), order.path("total").asLong(),
                order.path("sequence").asLong(), order.at("/items/0/quantity").asLong())).isEqualTo(row);
    }

    void assertNothingIsOversold() {
        Stock scarce = gateway.shop().stock(sale, "scarce");
        assertThat(scarce.held()).isLessThanOrEqualTo(scarce.total());
        gateway.shop().stock(sale, "plenty");
        gateway.shop().assertAuditOk(sale);
    }

    private long held(String sku) {
        return gateway.shop().stock(sale, sku).held();
    }

    private static Answer get(RawHttp connection, String orderId, String header) {
        return connection.send("GET /v1/orders/" + orderId + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n")
                .read();
    }
}
