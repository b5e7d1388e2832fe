package dev.shoutgate.frontend;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Targets that were asked for before, found by the bytes of their request line, so that a crowd that asks for the same
 * makes no strings of it. Two targets of one slot take turns: made-up ones cost their own time, and no memory.
 *
 * <p>Threading: one event loop.
 */
final class KnownTargets {

    /** A power of two: sales that sell at the same time fit in, and so do the orders that buyers look at. */
    private static final int SLOTS = 1024;
    private static final int MOST_BYTES = 192;

    private final RouteTable routes;
    private final byte[][] lines = new byte[SLOTS][];
    private final RequestTarget[] targets = new RequestTarget[SLOTS];

    KnownTargets(RouteTable routes) {
        this.routes = routes;
    }

    /** The target of a method, a space and what was asked for, all of them visible ASCII. */
    RequestTarget find(byte[] bytes, int from, int to) {
        int slot = slotOf(bytes, from, to);
        byte[] known = lines[slot];
        if (known != null && Arrays.equals(known, 0, known.length, bytes, from, to)) {
            return targets[slot];
        }
        String line = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        int space = line.indexOf(' ');
        RequestTarget target = routes.resolve(line.substring(0, space), line.substring(space + 1));
        if (target.route() != null && line.length() <= MOST_BYTES) {
            lines[slot] = Arrays.copyOfRange(bytes, from, to);
            targets[slot] = target;
        }
        return target;
    }

    private static int slotOf(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }
}
