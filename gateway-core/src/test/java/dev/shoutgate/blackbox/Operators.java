package dev.shoutgate.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operators' API under one token; any thread. */
public final class Operators {
    private final ApiClient api;
    private final String token;

    public Operators(int port, String token) {
        this(new ApiClient(port), token);
    }

    private Operators(ApiClient api, String token) {
        this.api = api;
        this.token = token;
    }

    public Operators as(String otherToken) {
        return new Operators(api, otherToken);
    }

    /** Calls without any token. */
    public ApiClient api() {
        return api;
    }

    public Answer get(String path) {
        return api.get(path, "Authorization", "Bearer " + token);
    }

    public Answer put(String path, String json) {
        return api.send("PUT", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /** Needs no key: what is so already is left as it is. */
    public Answer patch(String path, String json) {
        return api.send("PATCH", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /** Changes a sale that stands. */
    public Answer change(String sale, String json) {
        return patch("/v1/sales/" + sale, json);
    }

    public Answer post(String path, String key) {
        return api.send("POST", path, null, "Authorization", "Bearer " + token, "Idempotency-Key", key);
    }

    public Answer post(String path, String key, String json) {
        return api.send("POST", path, json, "Authorization", "Bearer " + token, "Content-Type", "application/json",
                "Idempotency-Key", key);
    }

    public Answer postWithoutKey(String path) {
        return api.send("POST", path, null, "Authorization", "Bearer " + token);
    }

    public Answer define(String sale, SaleDefinition definition) {
        return put("/v1/sales/" + sale, definition.json());
    }

    public Answer open(String sale) {
        return post("/v1/sales/" + sale + "/open", Fresh.key());
    }

    public Answer close(String sale) {
        return post("/v1/sales/" + sale + "/close", Fresh.key());
    }

    public Answer sale(String sale) {
        return get("/v1/sales/" + sale);
    }

    public Answer order(String orderId) {
        return get("/v1/orders/" + orderId);
    }

    public Answer audit(String sale) {
        return get("/v1/sales/" + sale + "/audit");
    }

    /** One sample of the metrics by its name and labels, such as {@code shoutgate_shed_total{stage="ring"}}. */
    public double figure(String sample) {
        String metrics = api.get("/metrics").text();
        Matcher found = Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(metrics);
        assertThat(found.find()).as("%s in %s", sample, metrics).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
