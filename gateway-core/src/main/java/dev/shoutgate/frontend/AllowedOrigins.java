package dev.shoutgate.frontend;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The origins whose pages may call this side (Fetch, 3.2 "CORS protocol"), each with what an answer to it says besides:
 * that this origin may read it, and which of its headers. Never {@code *}, and never with credentials.
 *
 * <p>Threading: immutable, any thread. Finds without an object: a crowd comes from the page of one shop.
 */
final class AllowedOrigins {

    static final AllowedOrigins NONE = new AllowedOrigins(List.of());

    /** What a page may read of an answer beside its body. */
    private static final String EXPOSED = "Idempotent-Replayed, Location, Retry-After, RateLimit, RateLimit-Policy";

    /** Origins as browsers write them, at the places of their hashes; then what is said to each of them. */
    private final byte[][] origins;
    private final byte[][] lines;

    /** {@code allowed}: scheme, host and, if it is not that of the scheme, port. */
    AllowedOrigins(List<String> allowed) {
        // At most half full, so that a search ends soon.
        int slots = Integer.highestOneBit(Math.max(1, allowed.size()) * 4 - 1);
        this.origins = new byte[allowed.isEmpty() ? 0 : slots][];
        this.lines = new byte[origins.length][];
        allowed.forEach(this::add);
    }

    private void add(String origin) {
        byte[] bytes = origin.getBytes(StandardCharsets.US_ASCII);
        int slot = slotOf(bytes, 0, bytes.length);
        origins[slot] = bytes;
        lines[slot] = ("Access-Control-Allow-Origin: " + origin + "\r\nAccess-Control-Expose-Headers: " + EXPOSED
                + "\r\nVary: Origin\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** What is said to who sent these; null where no origin is named, or several, or one that may not call. */
    byte[] linesFor(HeaderFields headers) {
        if (origins.length == 0) {
            return null;
        }
        int field = headers.only("origin");
        return field < 0 ? null
                : lines[slotOf(headers.bytes(), headers.valueFrom(field), headers.valueLength(field))];
    }

    /** Likewise, of a request that may not have been read to its end. */
    byte[] linesFor(HttpHeaders headers) {
        List<String> named = origins.length == 0 ? List.of() : headers.getAll(HttpHeaderNames.ORIGIN);
        if (named.size() != 1) {
            return null;
        }
        byte[] bytes = named.get(0).getBytes(StandardCharsets.ISO_8859_1);
        return lines[slotOf(bytes, 0, bytes.length)];
    }

    /** Where this origin stands, or an empty place. */
    private int slotOf(byte[] bytes, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & origins.length - 1;
        while (origins[slot] != null
                && !Arrays.equals(origins[slot], 0, origins[slot].length, bytes, from, from + length)) {
            slot = slot + 1 & origins.length - 1;
        }
        return slot;
    }
}
