package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.RunNames;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

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
    private final Addressee to;

    RequestBytes(Addressee to) {
        this.to = to;
        templates = new Template[to.skus().size() * QUANTITIES * 2];
    }

    /** The whole request, good until the next call. */
    byte[] buy(int item, int quantity, int buyer, int key) {
        byte[] pass = to.papers().passOf(buyer);
        int place = (item * QUANTITIES + quantity) * 2 + (pass == null ? 0 : 1);
        if (templates[place] == null) {
            templates[place] = template(to.skus().get(item), quantity, pass);
        }
        Template template = templates[place];
        RunNames.writeDigits(template.bytes, template.buyerAt, buyer);
        RunNames.writeDigits(template.bytes, template.keyAt, key);
        if (to.papers().haveAddresses()) {
            to.papers().writeAddress(template.bytes, template.addressAt, buyer);
        }
        if (pass != null) {
            System.arraycopy(pass, 0, template.bytes, template.passAt, pass.length);
        }
        return template.bytes;
    }

    /** {@code pass}: one of those that will stand there, which all have one length; or null. */
    private Template template(String sku, int quantity, byte[] pass) {
        String body = "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}],\"channel\":\"" + CHANNEL
                + "\"}";
        StringBuilder request = new StringBuilder(512).append("POST /v1/sales/").append(to.saleId())
                .append("/orders HTTP/1.1\r\nHost: ").append(to.authority())
                .append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length())
                .append("\r\nX-Buyer-Id: ").append(to.names().buyerId(0));
        int buyerAt = request.length() - RunNames.DIGITS;
        request.append("\r\nIdempotency-Key: ").append(to.names().key(0));
        int keyAt = request.length() - RunNames.DIGITS;
        if (to.papers().haveAddresses()) {
            request.append("\r\nX-Forwarded-For: ").append(Papers.ADDRESS);
        }
        int addressAt = request.length() - Papers.ADDRESS.length();
        if (pass != null) {
            request.append("\r\nSale-Pass: ").append(new String(pass, StandardCharsets.US_ASCII));
        }
        int passAt = request.length() - (pass == null ? 0 : pass.length);
        request.append("\r\n\r\n").append(body);
        return new Template(request.toString().getBytes(StandardCharsets.US_ASCII), buyerAt, keyAt, addressAt, passAt);
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

    private record Template(byte[] bytes, int buyerAt, int keyAt, int addressAt, int passAt) {
    }
}
