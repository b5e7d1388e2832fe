package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.Spread;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came of several rounds: for each contender the medians, and how it stands to the first one. A ratio is taken
 * within each round and its median over the rounds, so that a machine that grows slower for all does not change it.
 */
public record Comparison(List<Row> rows, List<Measurement> measurements) {

    /**
     * The medians of a contender; times in microseconds, {@code ofFirst} its requests per second over the first
     * one's.
     */
    public record Row(String contender, Spread requestsPerSecond, Spread ofFirst, double cpuUsPerRequest,
            double heapBytesPerRequest, double p50us, double p99us, double p999us, double bytesPerReply) {}

    /** Of rounds in which every contender ran once; the first measurement's contender is what the others stand to. */
    public static Comparison of(List<Measurement> measurements) {
        Set<String> contenders = new LinkedHashSet<>();
        measurements.forEach(measurement -> contenders.add(measurement.contender()));
        Map<Integer, Double> first = new TreeMap<>();
        String yardstick = measurements.get(0).contender();
        measurements.stream().filter(m -> m.contender().equals(yardstick))
                .forEach(m -> first.put(m.round(), m.load().requestsPerSecond()));
        List<Row> rows = new ArrayList<>();
        for (String contender : contenders) {
            rows.add(row(contender,
                    measurements.stream().filter(m -> m.contender().equals(contender)).toList(), first));
        }
        return new Comparison(rows, List.copyOf(measurements));
    }

    private static Row row(String contender, List<Measurement> runs, Map<Integer, Double> first) {
        return new Row(contender,
                Spread.of(runs, run -> run.load().requestsPerSecond()),
                Spread.of(runs, run -> run.load().requestsPerSecond() / first.get(run.round())),
                Spread.of(runs, Measurement::cpuUsPerRequest).median(),
                Spread.of(runs, Measurement::heapBytesPerRequest).median(),
                Spread.of(runs, run -> run.load().p50us()).median(),
                Spread.of(runs, run -> run.load().p99us()).median(),
                Spread.of(runs, run -> run.load().p999us()).median(),
                Spread.of(runs, run -> run.load().bytesPerReply()).median());
    }

    /** The medians of a contender that had its turns. */
    public Row row(String contender) {
        return rows.stream().filter(row -> row.contender().equals(contender)).findFirst().orElseThrow();
    }

    /** The table for people. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%-20s %12s %24s %12s %12s %8s %8s %8s %12s%n", "", "requests/s", "of the first", "CPU us/req",
                "heap B/req", "p50 us", "p99 us", "p99.9 us", "bytes/reply"));
        for (Row row : rows) {
            table.append(String.format("%-20s %,12.0f %10.3f (%.3f to %.3f) %10.1f %,12.0f %8.0f %8.0f %8.0f %12.0f%n",
                    row.contender(), row.requestsPerSecond().median(), row.ofFirst().median(), row.ofFirst().least(),
                    row.ofFirst().most(), row.cpuUsPerRequest(), row.heapBytesPerRequest(), row.p50us(),
                    row.p99us(), row.p999us(),
                    row.bytesPerReply()));
        }
        return table.toString();
    }
}
