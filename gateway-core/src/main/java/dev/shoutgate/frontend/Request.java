package dev.shoutgate.frontend;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One request as it came in whole. Used again for the next one of its connection.
 *
 * <p>Threading: the connection's event loop.
 */
final class Request {

    private static final int FIRST_BODY_BYTES = 512;
    private static final Pattern IDENTITY = Pattern.compile("(?i)[ \t,]*(identity[ \t,]*)*");

    final InetAddress peer;
    String method;
    /** Path and query as they were sent, without scheme and authority. */
    String target;
    /** The path, decoded. */
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

    void begin(String method, String target, String path, HttpHeaders headers) {
        this.method = method;
        this.target = target;
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
                String[] parts = coding.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
                if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                    return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }

    /** The target without the slash that ends its path. */
    String targetWithoutSlash() {
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        return target.substring(0, end - 1) + target.substring(end);
    }

    /**
     * Whether there is no body, or one that says that it is JSON as it is. Otherwise the outcome has the refusal.
     */
    boolean isEmptyOrJson(Outcome outcome) {
        if (bodyLength == 0) {
            return true;
        }
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING) && !IDENTITY.matcher(coding()).matches()) {
            outcome.help = "Accept-Encoding: identity";
            outcome.refuse(Problem.UNSUPPORTED_MEDIA_TYPE, "The Content-Encoding is "
                    + TextRule.shown(coding()) + "; a body is read here as it is, without one.");
        } else if (type == null || !isJson(type)) {
            outcome.help = "Accept: application/json";
            outcome.refuse(Problem.UNSUPPORTED_MEDIA_TYPE, (type == null ? "There is no Content-Type"
                    : "The Content-Type is " + TextRule.shown(type)) + "; application/json is wanted.");
        }
        return outcome.problem == null;
    }

    private String coding() {
        return String.join(", ", headers.getAll(HttpHeaderNames.CONTENT_ENCODING));
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase("application/json");
    }
}
