package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.RunNames;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Buy requests as bytes, made ahead: a press costs one copy of a template and two numbers written into it.
 *
 * <p>Threading: the event loop only, since the templates are written into.
 */
final class RequestBytes {
    /** Says in the shop's commission figures where these orders came from. */
    static final String CHANNEL = "sim-shout";
    private static final int QUANTITIES = 100;

    private final Template[] templates;
    private final String authority;
    private final String saleId;
    private final List<String> skus;
    private final RunNames names;

    RequestBytes(String authority, String saleId, List<String> skus, RunNames names) {
        this.authority = authority;
        this.saleId = saleId;
        this.skus = List.copyOf(skus);
        this.names = names;
        templates = new Template[skus.size() * QUANTITIES];
    }

    /** The whole request, good until the next call. */
    byte[] buy(int item, int quantity, int buyer, int key) {
        int place = item * QUANTITIES + quantity;
        if (templates[place] == null) {
            templates[place] = template(skus.get(item), quantity);
        }
        Template template = templates[place];
        RunNames.writeDigits(template.bytes, template.buyerAt, buyer);
        RunNames.writeDigits(template.bytes, template.keyAt, key);
        return template.bytes;
    }

    private Template template(String sku, int quantity) {
        String body = "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}],\"channel\":\"" + CHANNEL
                + "\"}";
        StringBuilder request = new StringBuilder(512).append("POST /v1/sales/").append(saleId)
                .append("/orders HTTP/1.1\r\nHost: ").append(authority)
                .append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length())
                .append("\r\nX-Buyer-Id: ").append(names.buyerId(0));
        int buyerAt = request.length() - RunNames.DIGITS;
        request.append("\r\nIdempotency-Key: ").append(names.key(0));
        int keyAt = request.length() - RunNames.DIGITS;
        request.append("\r\n\r\n").append(body);
        return new Template(request.toString().getBytes(StandardCharsets.US_ASCII), buyerAt, keyAt);
    }

    /** The request for a buyer's own order. */
    static byte[] read(String authority, String orderId, String buyerId) {
        return ("GET /v1/orders/" + orderId + " HTTP/1.1\r\nHost: " + authority + "\r\nX-Buyer-Id: " + buyerId
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static void send(Wire wire, byte[] request, int tag, Exchange exchange) {
        ByteBuf buffer = wire.buffer(request.length).writeBytes(request);
        wire.send(buffer, tag, exchange);
    }

    private record Template(byte[] bytes, int buyerAt, int keyAt) {
    }
}
