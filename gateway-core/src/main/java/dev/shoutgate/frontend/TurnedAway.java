package dev.shoutgate.frontend;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the connections that the gateway closed by itself, by reason.
 *
 * <p>Threading: any thread.
 */
public final class TurnedAway {

    /** Why a connection was closed. */
    public enum Reason {
        /** More than {@code buyers.max-connections}. */
        TOO_MANY,
        /** More than {@code buyers.max-connections-per-address}. */
        TOO_MANY_OF_ADDRESS,
        /** Not from a trusted proxy, where each connection begins with the PROXY protocol. */
        NO_PROXY,
        /** The header of the PROXY protocol was none, or did not come in time. */
        PROXY_HEADER,
        /** It did not come to terms over TLS, or not in time. */
        HANDSHAKE,
        /** Nothing came for {@code buyers.idle-timeout}, and nothing was owed. */
        IDLE,
        /** Too little of the replies was read for {@code buyers.idle-timeout}. */
        SLOW_READER,
        /** Frames or header fields that are not as HTTP/2 has them. */
        HTTP2_BROKEN,
        /** More resets, empty frames, or questions without reading the answers, than any client needs. */
        HTTP2_FLOOD,
        /** The preface, a frame or header fields that did not come whole in time. */
        HTTP2_SLOW;

        /** As the metrics name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final LongAdder[] counts = new LongAdder[Reason.values().length];

    TurnedAway() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(Reason reason) {
        counts[reason.ordinal()].increment();
    }

    /** How many so far. */
    public long count(Reason reason) {
        return counts[reason.ordinal()].sum();
    }
}
