package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.Spread;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of several rounds: for each contender the medians, and how it stands to the yardsticks. A ratio is taken
 * within each round and its median over the rounds, so that a machine that grows slower for all does not change it.
 */
public record Comparison(List<Row> rows, List<Measurement> measurements) {

    /**
     * How a contender stands to a yardstick: its figure over that one's.
     *
     * @param cpu     processor time a request
     * @param pressed the part of it while the crowd pressed
     * @param rate    requests per second
     */
    public record Beside(String yardstick, Spread cpu, Spread pressed, Spread rate) {}

    /** The medians of a contender; times in microseconds. */
    public record Row(String contender, double cpuUsPerRequest, double requestsPerSecond, List<Beside> beside,
            double pressedUsPerRequest, double compilerUsPerRequest, double heapBytesPerRequest,
            double loopBytesPerRequest, double p50us, double p99us, double p999us, double bytesPerReply) {}

    /**
     * Of rounds in which every contender ran once. The yardsticks are the first measurement's contender and, where it
     * took part, {@link LimitContender#FLOOR}.
     */
    public static Comparison of(List<Measurement> measurements) {
        Set<String> contenders = new LinkedHashSet<>();
        measurements.forEach(measurement -> contenders.add(measurement.contender()));
        Set<String> yardsticks = Stream.of(measurements.get(0).contender(), LimitContender.FLOOR)
                .filter(contenders::contains).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Row> rows = contenders.stream().map(contender -> {
            List<Measurement> runs = runsOf(contender, measurements);
            return row(contender, runs,
                    yardsticks.stream().map(name -> beside(name, runs, runsOf(name, measurements))).toList());
        }).toList();
        return new Comparison(rows, List.copyOf(measurements));
    }

    private static List<Measurement> runsOf(String contender, List<Measurement> measurements) {
        return measurements.stream().filter(one -> one.contender().equals(contender)).toList();
    }

    private static Beside beside(String yardstick, List<Measurement> runs, List<Measurement> yardstickRuns) {
        return new Beside(yardstick, ratio(runs, yardstickRuns, Measurement::cpuUsPerRequest),
                ratio(runs, yardstickRuns, Measurement::pressedUsPerRequest),
                ratio(runs, yardstickRuns, run -> run.load().requestsPerSecond()));
    }

    private static Spread ratio(
            List<Measurement> runs, List<Measurement> yardstickRuns, ToDoubleFunction<Measurement> figure) {
        Map<Integer, Double> byRound =
                yardstickRuns.stream().collect(Collectors.toMap(Measurement::round, figure::applyAsDouble));
        return Spread.of(runs, run -> figure.applyAsDouble(run) / byRound.get(run.round()));
    }

    private static Row row(String contender, List<Measurement> runs, List<Beside> beside) {
        return new Row(contender, median(runs, Measurement::cpuUsPerRequest),
                median(runs, run -> run.load().requestsPerSecond()), beside,
                median(runs, Measurement::pressedUsPerRequest), median(runs, Measurement::compilerUsPerRequest),
                median(runs, Measurement::heapBytesPerRequest), median(runs, Measurement::loopBytesPerRequest),
                median(runs, run -> run.load().p50us()), median(runs, run -> run.load().p99us()),
                median(runs, run -> run.load().p999us()), median(runs, run -> run.load().bytesPerReply()));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs, figure).median();
    }

    /** The medians of a contender that had its turns. */
    public Row row(String contender) {
        return rows.stream().filter(row -> row.contender().equals(contender)).findFirst().orElseThrow();
    }
}
