package dev.shoutgate.blackbox;

/** The buyers' API as a well-behaved client calls it; any thread. */
public final class Buyers {
    private final ApiClient api;

    public Buyers(int port) {
        api = new ApiClient(port);
    }

    public ApiClient api() {
        return api;
    }

    public Answer buy(String sale, String buyer, String key, String body) {
        return api.send("POST", "/v1/sales/" + sale + "/orders", body,
                "Content-Type", "application/json", "X-Buyer-Id", buyer, "Idempotency-Key", key);
    }

    /** With a pass. */
    public Answer buy(String sale, String buyer, String key, String body, String pass) {
        return api.send("POST", "/v1/sales/" + sale + "/orders", body, "Content-Type", "application/json",
                "X-Buyer-Id", buyer, "Idempotency-Key", key, "Sale-Pass", pass);
    }

    public Answer challenge(String sale, String buyer) {
        return api.get("/v1/sales/" + sale + "/pass", "X-Buyer-Id", buyer);
    }

    public Answer solve(String sale, String buyer, String challenge, String solution) {
        return api.send("POST", "/v1/sales/" + sale + "/pass",
                "{\"challenge\":\"" + challenge + "\",\"solution\":\"" + solution + "\"}",
                "Content-Type", "application/json", "X-Buyer-Id", buyer);
    }

    /** One line, under a key of its own. */
    public Answer buy(String sale, String buyer, String sku, int quantity) {
        return buy(sale, buyer, Fresh.key(), BuyRequest.line(sku, quantity));
    }

    public Answer order(String orderId, String buyer) {
        return api.get("/v1/orders/" + orderId, "X-Buyer-Id", buyer);
    }

    /** All that a buyer has of a sale. */
    public Answer orders(String sale, String buyer) {
        return api.get("/v1/sales/" + sale + "/orders", "X-Buyer-Id", buyer);
    }

    public Answer cancel(String orderId, String buyer) {
        return api.send("POST", "/v1/orders/" + orderId + "/cancel", null, "X-Buyer-Id", buyer);
    }

    public Answer sale(String sale) {
        return api.get("/v1/sales/" + sale);
    }
}
