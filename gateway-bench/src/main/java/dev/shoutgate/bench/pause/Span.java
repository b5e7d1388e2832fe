package dev.shoutgate.bench.pause;

import java.util.ArrayList;
import java.util.List;

/** A span of time; milliseconds since 1970 UTC, the last of which is not a part of it. */
public record Span(long fromMs, long toMs) {

    public boolean has(long ms) {
        return ms >= fromMs && ms < toMs;
    }

    public long lengthMs() {
        return toMs - fromMs;
    }

    /** As many pieces of a length as fit in, the latest first; the whole of it where none fits. */
    public List<Span> pieces(long pieceMs) {
        List<Span> pieces = new ArrayList<>();
        for (long endMs = toMs; endMs - pieceMs >= fromMs; endMs -= pieceMs) {
            pieces.add(new Span(endMs - pieceMs, endMs));
        }
        return pieces.isEmpty() ? List.of(this) : pieces;
    }
}
