package dev.shoutgate.blackbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The exact bytes of a buy request: right as it comes, and every part can be spoilt. One thread at a time. */
public final class BuyRequest {
    private final String sale;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "POST";
    private String version = "HTTP/1.1";
    private byte[] body;
    private boolean lengthGiven = true;

    private BuyRequest(String sale, String json) {
        this.sale = sale;
        body = json.getBytes(StandardCharsets.UTF_8);
        headers.put("Host", "127.0.0.1");
        headers.put("Content-Type", "application/json");
        headers.put("X-Buyer-Id", Fresh.buyer());
        headers.put("Idempotency-Key", Fresh.key());
    }

    public static BuyRequest of(String sale, String sku) {
        return new BuyRequest(sale, line(sku, 1));
    }

    public static String line(String sku, int quantity) {
        return "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}";
    }

    public BuyRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public BuyRequest without(String name) {
        headers.remove(name);
        return this;
    }

    public BuyRequest method(String newMethod) {
        method = newMethod;
        return this;
    }

    public BuyRequest version(String newVersion) {
        version = newVersion;
        return this;
    }

    public BuyRequest body(String newBody) {
        return body(newBody.getBytes(StandardCharsets.UTF_8));
    }

    public BuyRequest body(byte[] newBody) {
        body = newBody.clone();
        return this;
    }

    /** Leaves Content-Length out, for requests that frame their body in another way or not at all. */
    public BuyRequest withoutLength() {
        lengthGiven = false;
        return this;
    }

    public String head() {
        String lines = headers.entrySet().stream().map(h -> h.getKey() + ": " + h.getValue() + "\r\n")
                .collect(Collectors.joining());
        String length = lengthGiven ? "Content-Length: " + body.length + "\r\n" : "";
        return method + " /v1/sales/" + sale + "/orders " + version + "\r\n" + lines + length + "\r\n";
    }

    /** Head and body; header values as UTF-8, so that a character beyond ASCII goes over the wire as it would. */
    public byte[] bytes() {
        byte[] head = head().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    public byte[] body() {
        return body.clone();
    }

    /** The value of a header, or null where it has none of that name, however it is written. */
    String header(String name) {
        return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    public String buyer() {
        return headers.get("X-Buyer-Id");
    }

    public String key() {
        return headers.get("Idempotency-Key");
    }
}
