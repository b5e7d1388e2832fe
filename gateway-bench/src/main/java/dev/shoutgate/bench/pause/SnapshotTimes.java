package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.TimedAnswers;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a gateway was taking snapshots, as its log tells. Immutable, for any thread.
 *
 * @param spans one for each that was begun and written, in the order of their ends
 */
public record SnapshotTimes(List<Span> spans) implements TimedAnswers.Spans {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^(\\S+) .*Shard (\\d+): snapshot (?:of|at) .*? (begun|written)\\b");

    /** From its first line to its last, milliseconds since 1970 UTC, both within it. */
    record Span(long beginMs, long endMs) {

        boolean overlaps(long fromMs, long toMs) {
            return fromMs <= endMs && toMs >= beginMs;
        }
    }

    /** Reads a log; one that has only begun is left out. */
    public static SnapshotTimes of(String log) {
        Map<String, Long> begun = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        Matcher line = LINE.matcher(log);
        while (line.find()) {
            long atMs = OffsetDateTime.parse(line.group(1)).toInstant().toEpochMilli();
            if (line.group(3).equals("begun")) {
                begun.put(line.group(2), atMs);
            } else if (begun.containsKey(line.group(2))) {
                spans.add(new Span(begun.remove(line.group(2)), atMs));
            }
        }
        return new SnapshotTimes(List.copyOf(spans));
    }

    /** Whether one was under way at any moment from the one to the other, milliseconds since 1970 UTC. */
    @Override
    public boolean overlap(long fromMs, long toMs) {
        return spans.stream().anyMatch(span -> span.overlaps(fromMs, toMs));
    }
}
