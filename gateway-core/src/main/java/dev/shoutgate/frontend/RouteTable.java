package dev.shoutgate.frontend;

import java.util.ArrayList;
import java.util.List;

/**
 * Which endpoint answers which method and path. A template such as {@code /v1/sales/{saleId}/orders} has up to two
 * places; what stands in them must not be empty and has no slash.
 *
 * <p>Threading: filled once, then immutable.
 */
final class RouteTable {

    private static final int MOST_PLACES = 2;

    /** {@code name}: for the metrics. */
    record Route(String name, String method, String[] pieces, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();
    private AllowedOrigins origins = AllowedOrigins.NONE;
    private String allowedHeaders;

    RouteTable on(String method, String template, Endpoint endpoint) {
        routes.add(new Route(method + " " + template, method, template.split("\\{\\w*}", -1), endpoint));
        return this;
    }

    /** Lets pages of these origins call, and send these headers beside those that any page may send. */
    RouteTable shareWith(AllowedOrigins others, String headers) {
        origins = others;
        allowedHeaders = headers;
        return this;
    }

    AllowedOrigins origins() {
        return origins;
    }

    String allowedHeaders() {
        return allowedHeaders;
    }

    /** Who answers a request line, if anybody does. */
    RequestTarget resolve(String method, String uri) {
        String sent = RequestTarget.withoutAuthority(uri);
        String path = RequestTarget.pathOf(sent);
        String[] arguments = new String[MOST_PLACES];
        StringBuilder allow = null;
        for (Route route : routes) {
            if (matches(route.pieces, path, arguments)) {
                if (takes(route.method, method)) {
                    return new RequestTarget(method, sent, path, route, arguments, null);
                }
                allow = allow == null ? new StringBuilder() : allow.append(", ");
                allow.append(route.method.equals("GET") ? "GET, HEAD" : route.method);
            }
        }
        return new RequestTarget(method, sent, path, null, arguments, allow == null ? null : allow.toString());
    }

    private static boolean takes(String method, String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    private static boolean matches(String[] pieces, String path, String[] arguments) {
        if (!path.startsWith(pieces[0])) {
            return false;
        }
        int at = pieces[0].length();
        for (int i = 1; i < pieces.length; i++) {
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            if (end == at || !path.startsWith(pieces[i], end)) {
                return false;
            }
            arguments[i - 1] = path.substring(at, end);
            at = end + pieces[i].length();
        }
        return at == path.length();
    }
}
