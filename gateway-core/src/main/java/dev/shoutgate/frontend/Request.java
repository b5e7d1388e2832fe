package dev.shoutgate.frontend;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One request as it came in whole. Used again for the next one.
 *
 * <p>Threading: the connection's event loop; valid until its endpoint has handled it.
 */
final class Request {

    private static final int FIRST_BODY_BYTES = 512;
    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String JSON = "application/json";
    private static final Pattern IDENTITY = Pattern.compile("(?i)[ \t,]*(identity[ \t,]*)*");

    /** Who sent it: the other end of its connection. */
    Peer peer;
    RequestTarget target;
    final HeaderFields headers = new HeaderFields();
    byte[] body = new byte[FIRST_BODY_BYTES];
    int bodyLength;

    /** What stands in a place of the route's template, counted from 0. */
    String argument(int place) {
        return target.arguments()[place];
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

    /**
     * Whether there is no body, or one that says that it is JSON as it is. Otherwise the outcome has the refusal.
     */
    boolean isEmptyOrJson(Outcome outcome) {
        boolean isCoded = headers.has(CONTENT_ENCODING);
        if (bodyLength == 0 || !isCoded && headers.is(CONTENT_TYPE, JSON)) {
            return true;
        }
        String type = headers.get(CONTENT_TYPE);
        if (isCoded && !IDENTITY.matcher(coding()).matches()) {
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
        return String.join(", ", headers.getAll(CONTENT_ENCODING));
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase(JSON);
    }
}
