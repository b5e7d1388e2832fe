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

    /** {@code name}: for the metrics. */
    record Route(String name, String method, String[] pieces, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();

    RouteTable on(String method, String template, Endpoint endpoint) {
        routes.add(new Route(method + " " + template, method, template.split("\\{\\w*}", -1), endpoint));
        return this;
    }

    /**
     * The route, with the request's arguments set; or null, with {@code request.allow} set if only the method is
     * wrong.
     */
    Route find(Request request) {
        StringBuilder allow = null;
        for (Route route : routes) {
            if (matches(route.pieces, request)) {
                if (takes(route.method, request.method)) {
                    return route;
                }
                allow = allow == null ? new StringBuilder() : allow.append(", ");
                allow.append(route.method.equals("GET") ? "GET, HEAD" : route.method);
            }
        }
        request.allow = allow == null ? null : allow.toString();
        return null;
    }

    private static boolean takes(String method, String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    private static boolean matches(String[] pieces, Request request) {
        String path = request.path;
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
            request.arguments[i - 1] = path.substring(at, end);
            at = end + pieces[i].length();
        }
        return at == path.length();
    }
}
