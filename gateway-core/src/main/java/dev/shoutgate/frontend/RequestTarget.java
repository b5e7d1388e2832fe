package dev.shoutgate.frontend;

import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * What a request line asks for, and who answers.
 *
 * <p>Threading: immutable.
 *
 * @param sent      path and query as they were sent, without scheme and authority
 * @param path      the path, decoded
 * @param route     null where nobody answers
 * @param arguments what stands in the places of the route's template, in their order
 * @param allow     methods that the path takes, where the method is none of them; else null
 */
record RequestTarget(
        String method, String sent, String path, RouteTable.Route route, String[] arguments, String allow) {

    /** A target may be a whole URI (RFC 9112, 3.2.2), as proxies send it; whose, its Host header says anyway. */
    static String withoutAuthority(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        boolean whole = target.regionMatches(true, 0, "http://", 0, 7)
                || target.regionMatches(true, 0, "https://", 0, 8);
        int query = target.indexOf('?');
        int path = whole ? target.indexOf('/', target.indexOf("//") + 2) : 0;
        return path < 0 || query >= 0 && query < path ? "/" : target.substring(path);
    }

    static String pathOf(String sent) {
        int query = sent.indexOf('?');
        String path = query < 0 ? sent : sent.substring(0, query);
        // An encoded slash belongs to a name, and no name has one; decoded, it would lead to another route than the one
        // that a proxy saw.
        boolean plain = path.indexOf('%') < 0 || path.contains("%2F") || path.contains("%2f");
        return plain ? path : decoded(path);
    }

    private static String decoded(String path) {
        try {
            return QueryStringDecoder.decodeComponent(path.replace("+", "%2B"));
        } catch (IllegalArgumentException notPercentEncoding) {
            return path;
        }
    }

    /** As it was sent, without the slash that ends its path. */
    String withoutSlash() {
        int query = sent.indexOf('?');
        int end = query < 0 ? sent.length() : query;
        return sent.substring(0, end - 1) + sent.substring(end);
    }
}
