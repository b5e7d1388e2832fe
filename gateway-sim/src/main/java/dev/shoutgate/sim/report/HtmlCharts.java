package dev.shoutgate.sim.report;

import static dev.shoutgate.sim.report.Sentences.format;
import static dev.shoutgate.sim.report.Sentences.ms;

import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.report.Chart.Dot;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The three charts of the page. */
final class HtmlCharts {
    private HtmlCharts() {
    }

    static String rates(List<Second> seconds) {
        double most = seconds.stream().mapToDouble(s -> Math.max(s.offered(), s.answered())).max().orElse(1);
        return new Chart("Presses per second: offered, answered, accepted", Scales.seconds(seconds.size()),
                Scales.fromZero(most))
                .line("offered", "offered", perSecond(seconds, "offered", Second::offered))
                .line("answered", "answered", perSecond(seconds, "answered", Second::answered))
                .line("accepted", "accepted", perSecond(seconds, "accepted", Second::accepted))
                .svg();
    }

    static String latencyOverTime(List<Second> seconds) {
        List<Second> busy = seconds.stream().filter(second -> second.answered() > 0).toList();
        double least = busy.stream().mapToDouble(Second::p50Ms).min().orElse(1);
        double most = busy.stream().mapToDouble(Second::p99Ms).max().orElse(1);
        return new Chart("Latency per second in milliseconds: median and 99th percentile",
                Scales.seconds(seconds.size()), Scales.decades(least, most))
                .line("p50", "answered", perSecond(busy, "p50 ms", Second::p50Ms))
                .line("p99", "refused", perSecond(busy, "p99 ms", Second::p99Ms))
                .svg();
    }

    static String percentiles(Latency accepted, Latency refused) {
        List<Latency.Point> all = Stream.concat(accepted.curve().stream(), refused.curve().stream()).toList();
        double least = all.stream().mapToDouble(Latency.Point::ms).min().orElse(1);
        double most = all.stream().mapToDouble(Latency.Point::ms).max().orElse(1);
        double rarest = all.stream().mapToDouble(Latency.Point::percentile).max().orElse(90);
        return new Chart("Latency by percentile in milliseconds, accepted and refused", Scales.nines(rarest),
                Scales.decades(least, most))
                .line("accepted", "accepted", dots("accepted", accepted))
                .line("refused", "refused", dots("refused", refused))
                .svg();
    }

    private static List<Dot> perSecond(List<Second> seconds, String name, ToDoubleFunction<Second> value) {
        return seconds.stream().map(second -> new Dot(second.second() + 1, value.applyAsDouble(second),
                format("second %d: %s %,.1f", second.second() + 1, name, value.applyAsDouble(second)))).toList();
    }

    private static List<Dot> dots(String name, Latency latency) {
        return latency.curve().stream().map(point -> new Dot(point.percentile(), point.ms(),
                format("%s: %.3f %% within %s ms", name, point.percentile(), ms(point.ms())))).toList();
    }
}
