package dev.shoutgate.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * A request to buy as the servers beside the gateway read it, of the one line that the benchmark's requests have.
 *
 * <p>Threading: immutable, any thread.
 */
record Press(String saleId, String buyer, String key, String sku, int quantity, String channel) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEFORE_SALE = "/v1/sales/";
    private static final String AFTER_SALE = "/orders";

    /** Of a request's parts; fails where one of them is missing. */
    static Press of(String path, String buyer, String key, byte[] body) throws IOException {
        if (!path.startsWith(BEFORE_SALE) || !path.endsWith(AFTER_SALE) || buyer == null || key == null) {
            throw new IOException("wanted a press on " + BEFORE_SALE + "…" + AFTER_SALE + " with X-Buyer-Id and "
                    + "Idempotency-Key, got " + path);
        }
        JsonNode press = JSON.readTree(body);
        JsonNode line = press.path("items").path(0);
        if (!line.path("sku").isTextual() || line.path("quantity").intValue() < 1) {
            throw new IOException("wanted an item of a sku and a quantity, got " + press);
        }
        return new Press(path.substring(BEFORE_SALE.length(), path.length() - AFTER_SALE.length()), buyer, key,
                line.get("sku").textValue(), line.get("quantity").intValue(), press.path("channel").asText());
    }
}
