package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.peer.Comparison.Beside;
import dev.shoutgate.bench.peer.Comparison.Row;
import java.util.List;
import java.util.function.Function;

/** A comparison as people read it: processor time first, because it survives what else runs on the machine. */
final class ComparisonTable {

    private ComparisonTable() {}

    static String of(Comparison comparison) {
        StringBuilder table = new StringBuilder(heading(comparison.rows().get(0).beside()));
        comparison.rows().forEach(row -> table.append(line(row)));
        return table.toString();
    }

    private static String heading(List<Beside> yardsticks) {
        StringBuilder ratios = new StringBuilder(" %22s".formatted("of " + yardsticks.get(0).yardstick()));
        yardsticks.stream().skip(1).forEach(one -> ratios.append(" %8s".formatted("of " + one.yardstick())));
        return "%-18s %10s%s %10s%s %10s%s %9s %8s %8s %8s %8s %8s %8s%n".formatted("", "CPU us/req", ratios,
                "pressed us", ratios, "requests/s", ratios, "compilers", "heap B", "of loops", "p50 us", "p99 us",
                "p99.9 us", "B/reply");
    }

    private static String line(Row row) {
        return "%-18s %10.2f%s %10.2f%s %,10.0f%s %9.2f %,8.0f %,8.0f %8.0f %8.0f %8.0f %8.0f%n".formatted(
                row.contender(), row.cpuUsPerRequest(), ratios(row, Beside::cpu), row.pressedUsPerRequest(),
                ratios(row, Beside::pressed), row.requestsPerSecond(), ratios(row, Beside::rate),
                row.compilerUsPerRequest(), row.heapBytesPerRequest(), row.loopBytesPerRequest(), row.p50us(),
                row.p99us(), row.p999us(), row.bytesPerReply());
    }

    /** To the first yardstick with all that its rounds were, to a second one the median. */
    private static String ratios(Row row, Function<Beside, Spread> figure) {
        List<Spread> ratios = row.beside().stream().map(figure).toList();
        Spread first = ratios.get(0);
        StringBuilder text = new StringBuilder(" %22s".formatted(
                "%.3f (%.3f to %.3f)".formatted(first.median(), first.least(), first.most())));
        ratios.stream().skip(1).forEach(ratio -> text.append(" %8.3f".formatted(ratio.median())));
        return text.toString();
    }
}
