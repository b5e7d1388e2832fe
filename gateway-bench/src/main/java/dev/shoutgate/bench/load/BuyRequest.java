package dev.shoutgate.bench.load;

import java.util.List;

/**
 * The one request that every benchmark and every server of a comparison gets: a press as a phone's button sends it,
 * with no header more than it needs.
 *
 * <p>Threading: immutable, any thread.
 *
 * @param saleId where it presses
 * @param sku    on what
 * @param field  by which buyers say who they are, up to the space before the value
 * @param buyers its values, one after the other and then again; empty where each press is of another buyer
 */
public record BuyRequest(String saleId, String sku, String field, List<String> buyers) {

    public static final String NAME = "X-Buyer-Id:";
    public static final String TOKEN = "Authorization: Bearer";

    public BuyRequest(String saleId, String sku) {
        this(saleId, sku, NAME, List.of());
    }

    /** Who presses; {@code another}: a buyer who did not press before. */
    String buyer(long press, String another) {
        return buyers.isEmpty() ? another : buyers.get((int) (press % buyers.size()));
    }

    /** The whole request of a buyer as HTTP/1.1 wants it, ASCII. */
    public String text(String buyer, String key) {
        String body = body();
        return "POST " + path() + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + field + " " + buyer + "\r\n"
                + "Idempotency-Key: " + key + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + "\r\n"
                + body;
    }

    public String path() {
        return "/v1/sales/" + saleId + "/orders";
    }

    /** One unit, for the channel that brought the buyer. */
    public String body() {
        return "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}],\"channel\":\"host-42\"}";
    }
}
