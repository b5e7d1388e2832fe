package dev.shoutgate.blackbox.folder;

import static dev.shoutgate.blackbox.folder.Kept.assertKept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Buyers;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.OrdersDb;
import dev.shoutgate.blackbox.Shop;
import dev.shoutgate.blackbox.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a gateway that serves the folder of an earlier release to what that release told buyers and operators. */
final class ReleasedPromises {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** The sale that is left open in the folder. */
    private static final String OPEN_SALE = "crowd";
    private static final Map<String, String> TOKENS = Map.of("platform", Tokens.PLATFORM, "desk-2", Tokens.SHOP_2);

    private final ReleasedFolder old;
    private final Buyers buyers;
    private final Operators operators;

    ReleasedPromises(ReleasedFolder old, int buyersPort, int operatorsPort) {
        this.old = old;
        buyers = new Buyers(buyersPort);
        operators = new Operators(operatorsPort, Tokens.PLATFORM);
    }

    /** Every order, sale and history reads as it did, except for the holds, which ran out since. */
    void assertNothingIsLost() throws IOException {
        for (JsonNode order : old.said("orders.jsonl")) {
            assertKept(expired((ObjectNode) order), awaitNotHeld(text(order, "orderId")));
        }
        List<JsonNode> sales = old.said("sales.jsonl");
        List<JsonNode> histories = old.said("histories.jsonl");
        for (int i = 0; i < sales.size(); i++) {
            String sale = text(sales.get(i), "saleId");
            assertKept(withoutHolds((ObjectNode) sales.get(i)), operators.sale(sale).json());
            assertKept(histories.get(i), operators.get("/v1/sales/" + sale + "/history").json());
            new Shop(operators).assertAuditOk(sale);
        }
    }

    private JsonNode awaitNotHeld(String orderId) {
        return await().pollDelay(Duration.ZERO).atMost(LIMIT).until(() -> operators.order(orderId).json(),
                order -> !order.path("status").asText().equals("HELD"));
    }

    private static ObjectNode expired(ObjectNode order) {
        return text(order, "status").equals("HELD") ? order.put("status", "EXPIRED") : order;
    }

    private static ObjectNode withoutHolds(ObjectNode sale) {
        sale.get("items").forEach(item -> ((ObjectNode) item)
                .put("available", item.get("available").asLong() + item.get("held").asLong()).put("held", 0));
        return sale.without(List.of("now", "version"));
    }

    /** What buyers, payment companies and operators sent then is answered as done when it comes once more. */
    void assertRepeatsAreKnown() throws IOException {
        Map<String, JsonNode> orders = old.said("orders.jsonl").stream()
                .collect(Collectors.toMap(order -> text(order, "orderId"), Function.identity()));
        for (JsonNode fact : old.said("journal.jsonl")) {
            JsonNode order = orders.get(fact.path("orderId").asText());
            switch (text(fact, "type")) {
                case "OrderTaken" -> assertIsReplayed(fact, order);
                case "OrderConfirmed" -> assertPayment(fact, 200);
                case "PaymentOrphaned" -> assertPayment(fact, 409);
                case "StockAdded" -> assertAnswered(200, "/v1/sales/" + text(fact, "saleId") + "/items/"
                        + text(fact, "sku") + "/restock", "{\"quantity\":" + fact.get("quantity") + "}", fact);
                default -> { }
            }
        }
    }

    private void assertIsReplayed(JsonNode fact, JsonNode order) {
        if (order == null) {
            assertThat(operators.order(text(fact, "orderId")).field("code")).as("retired").isEqualTo("unknown-order");
            return;
        }
        Answer again = buyers.buy(text(fact, "saleId"), text(fact, "buyerId"), text(fact, "idempotencyKey"),
                body(fact));
        assertThat(again.status()).as("%s", again).isEqualTo(201);
        assertThat(again.orderId()).isEqualTo(text(order, "orderId"));
        assertThat(again.header("Idempotent-Replayed")).contains("true");
    }

    private static String body(JsonNode fact) {
        ObjectNode body = ((ObjectNode) fact).retain("items", "channel");
        body.get("items").forEach(line -> ((ObjectNode) line).remove("unitPrice"));
        return body.toString();
    }

    private void assertPayment(JsonNode fact, int status) {
        assertAnswered(status, "/v1/orders/" + text(fact, "orderId") + "/confirm",
                "{\"paymentRef\":" + fact.get("paymentRef") + "}", fact);
    }

    private void assertAnswered(int status, String path, String body, JsonNode fact) {
        Answer again = operators.api().send("POST", path, body, "Content-Type", "application/json",
                "Authorization", "Bearer " + TOKENS.get(text(fact, "by")), "Idempotency-Key",
                text(fact, "idempotencyKey"));
        assertThat(again.status()).as("%s: %s", fact, again).isEqualTo(status);
    }

    /** The next buyer has an order of a number that nobody had, and it reaches the store behind all others. */
    void assertSellsOn(OrdersDb store) throws IOException {
        Answer order = buyers.buy(OPEN_SALE, "b-new", "press-new", BuyRequest.line("phone", 1));
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(old.said("orders.jsonl")).noneMatch(earlier -> text(earlier, "orderId").equals(order.orderId()));
        await().atMost(LIMIT).until(() -> store.orders(OPEN_SALE).containsKey(order.orderId()));
    }

    private static String text(JsonNode object, String name) {
        return object.get(name).asText();
    }
}
