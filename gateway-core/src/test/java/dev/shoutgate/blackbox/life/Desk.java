package dev.shoutgate.blackbox.life;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The operators' calls on orders and running sales, under one token; any thread. */
final class Desk {
    private final ApiClient api;
    private final String token;

    private Desk(ApiClient api, String token) {
        this.api = api;
        this.token = token;
    }

    static Desk of(GatewayUnderTest gateway) {
        return new Desk(gateway.operators().api(), Tokens.PLATFORM);
    }

    static Desk of(Operators operators) {
        return new Desk(operators.api(), Tokens.PLATFORM);
    }

    Desk as(String otherToken) {
        return new Desk(api, otherToken);
    }

    ApiClient api() {
        return api;
    }

    Answer post(String path, String key, String json) {
        return api.send("POST", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json",
                "Idempotency-Key", key);
    }

    Answer postWithoutKey(String path, String json) {
        return api.send("POST", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    Answer put(String path, String json) {
        return api.send("PUT", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    Answer get(String path) {
        return api.get(path, "Authorization", "Bearer " + token);
    }

    Answer confirm(String orderId, String paymentRef) {
        return post("/v1/orders/" + orderId + "/confirm", Fresh.key(), payment(paymentRef));
    }

    static String payment(String paymentRef) {
        return "{\"paymentRef\":\"" + paymentRef + "\"}";
    }

    Answer cancel(String orderId, boolean restock) {
        return post("/v1/orders/" + orderId + "/cancel", Fresh.key(), "{\"restock\":" + restock + "}");
    }

    Answer refund(String orderId, boolean restock) {
        return post("/v1/orders/" + orderId + "/refund", Fresh.key(), "{\"restock\":" + restock + "}");
    }

    /** Gives back so many units of one item. */
    Answer refund(String orderId, String key, String sku, int quantity, boolean restock) {
        return post("/v1/orders/" + orderId + "/refund", key, "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":"
                + quantity + "}],\"restock\":" + restock + "}");
    }

    /** {@code body}: null for one more hold of the sale's length. */
    Answer extend(String orderId, String key, String body) {
        return post("/v1/orders/" + orderId + "/extend", key, body);
    }

    Answer restock(String sale, String sku, long quantity) {
        return restock(sale, sku, Fresh.key(), quantity);
    }

    Answer restock(String sale, String sku, String key, long quantity) {
        return post("/v1/sales/" + sale + "/items/" + sku + "/restock", key, "{\"quantity\":" + quantity + "}");
    }

    Answer change(String sale, String sku, String json) {
        return put("/v1/sales/" + sale + "/items/" + sku, json);
    }

    Answer price(String sale, String sku, long price) {
        return change(sale, sku, "{\"price\":" + price + "}");
    }

    Answer add(String sale, String json) {
        return add(sale, Fresh.key(), json);
    }

    Answer add(String sale, String key, String json) {
        return post("/v1/sales/" + sale + "/items", key, json);
    }

    /** The body that adds an item. */
    static String item(String sku, long price, long stock, int limit) {
        return "{\"sku\":\"" + sku + "\",\"title\":\"The " + sku + "\",\"price\":" + price + ",\"stock\":" + stock
                + ",\"limitPerBuyer\":" + limit + ",\"status\":\"ON\"}";
    }

    /** One of open, pause, resume and close. */
    Answer move(String sale, String act) {
        return post("/v1/sales/" + sale + "/" + act, Fresh.key(), null);
    }

    Answer history(String sale) {
        return get("/v1/sales/" + sale + "/history");
    }

    /** What the history lists, each act once, in the order in which it does. */
    List<JsonNode> acts(String sale) {
        Answer answer = history(sale);
        JsonNode acts = answer.json().path("acts");
        if (answer.status() != 200 || !acts.isArray()) {
            throw new AssertionError("no history: " + answer);
        }
        List<JsonNode> list = new ArrayList<>();
        acts.forEach(list::add);
        return list;
    }
}
