package dev.shoutgate.frontend;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;

/**
 * One request as it came in whole. Used again for the next one of its connection.
 *
 * <p>Threading: the connection's event loop.
 */
final class Request {

    private static final int FIRST_BODY_BYTES = 512;

    final InetAddress peer;
    String method;
    String path;
    HttpHeaders headers;
    byte[] body = new byte[FIRST_BODY_BYTES];
    int bodyLength;
    /** What stands in the places of the route's template, in their order. */
    final String[] arguments = new String[2];
    /** Methods that the path takes, where the method is none of them. */
    String allow;

    Request(InetAddress peer) {
        this.peer = peer;
    }

    void begin(String method, String path, HttpHeaders headers) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        bodyLength = 0;
        allow = null;
    }

    /** Makes room for more of the body; the caller has checked that it may come. */
    void ensureBody(int more) {
        if (bodyLength + more > body.length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, bodyLength + more));
        }
    }

    /** Whether the reply may come packed: gzip is named, and not with a weight of 0 (RFC 9110, 12.5.3). */
    boolean takesGzip() {
        for (String header : headers.getAll("accept-encoding")) {
            for (String coding : header.split(",")) {
                String[] parts = coding.toLowerCase(Locale.ROOT).replace(" ", "").split(";");
                if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                    return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }

    /** Whether the body says that it is JSON. */
    boolean isJson() {
        String type = headers.get("content-type");
        if (type == null) {
            return false;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase("application/json");
    }
}
