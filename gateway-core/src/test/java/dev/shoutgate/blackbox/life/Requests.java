package dev.shoutgate.blackbox.life;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.Tokens;
import java.nio.charset.StandardCharsets;

/** The bytes of calls that are to go out many at a time. */
final class Requests {
    private Requests() {
    }

    /** An operator's POST under a key of its own. */
    static byte[] operator(String path, String json) {
        return bytes("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Tokens.PLATFORM
                + "\r\nIdempotency-Key: " + Fresh.key() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    static byte[] operatorPut(String path, String json) {
        return bytes("PUT " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Tokens.PLATFORM
                + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    static byte[] operatorGet(String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Tokens.PLATFORM
                + "\r\n\r\n");
    }

    static byte[] confirm(String orderId) {
        return operator("/v1/orders/" + orderId + "/confirm", Desk.payment("pay-" + orderId));
    }

    static byte[] restock(String sale, String sku, int quantity) {
        return operator("/v1/sales/" + sale + "/items/" + sku + "/restock", "{\"quantity\":" + quantity + "}");
    }

    static byte[] cancel(String orderId, String buyer) {
        return bytes("POST /v1/orders/" + orderId + "/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Buyer-Id: " + buyer
                + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** One unit for a buyer whom nobody has seen before. */
    static byte[] buy(String sale, String... skus) {
        return buyAs(Fresh.buyer(), sale, skus);
    }

    static byte[] buyAs(String buyer, String sale, String... skus) {
        StringBuilder lines = new StringBuilder();
        for (String sku : skus) {
            lines.append(lines.isEmpty() ? "" : ",").append("{\"sku\":\"").append(sku).append("\",\"quantity\":1}");
        }
        String json = "{\"items\":[" + lines + "]}";
        return bytes("POST /v1/sales/" + sale + "/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Buyer-Id: " + buyer
                + "\r\nIdempotency-Key: " + Fresh.key() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
