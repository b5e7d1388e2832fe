package dev.shoutgate.bench.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.load.BarChart;
import dev.shoutgate.bench.load.HtmlPage;
import dev.shoutgate.bench.load.Spread;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How cost grows in every direction that was measured: as a table, as a sentence each, as charts and as JSON.
 *
 * <p>Threading: one owner.
 */
public final class GrowthReport {

    /** Medians of a point, and what its rounds say the throughput lies between. */
    public record Row(String label, Spread requestsPerSecond, double p50us, double p99us, double cpuUs) {

        public static Row of(GrowthPoint point, List<GrowthTurn.Result> rounds) {
            return new Row(point.label(), Spread.of(rounds, GrowthTurn.Result::requestsPerSecond),
                    Spread.of(rounds, GrowthTurn.Result::p50us).median(),
                    Spread.of(rounds, GrowthTurn.Result::p99us).median(),
                    Spread.of(rounds, GrowthTurn.Result::cpuUs).median());
        }
    }

    private final String setting;
    private final Map<GrowthAxis, List<Row>> rows = new LinkedHashMap<>();

    public GrowthReport(String setting) {
        this.setting = setting;
    }

    public void add(GrowthAxis axis, Row row) {
        rows.computeIfAbsent(axis, any -> new ArrayList<>()).add(row);
    }

    public String text() {
        StringBuilder text = new StringBuilder(setting + "\n");
        rows.forEach((axis, points) -> text.append('\n').append(table(axis, points)).append(sentence(axis, points))
                .append('\n'));
        return text.toString();
    }

    private static String table(GrowthAxis axis, List<Row> points) {
        StringBuilder table = new StringBuilder("%-26s %12s %22s %8s %8s %12s%n".formatted(axis.words(), "requests/s",
                "", "p50 us", "p99 us", "CPU us/req"));
        for (Row row : points) {
            Spread rate = row.requestsPerSecond();
            table.append(String.format("%-26s %,12.0f %22s %8.0f %8.0f %12.1f%n", row.label(), rate.median(),
                    "(%,.0f to %,.0f)".formatted(rate.least(), rate.most()), row.p50us(), row.p99us(), row.cpuUs()));
        }
        return table.toString();
    }

    /** What the figures support, from the first point to the last. */
    static String sentence(GrowthAxis axis, List<Row> points) {
        Row first = points.get(0);
        Row last = points.get(points.size() - 1);
        return String.format(Locale.ROOT, "From %s to %s %s: %.2f times the throughput, %.1f times the p99, %.2f times"
                + " the processor time of a request.", first.label(), last.label(), axis.words(),
                last.requestsPerSecond().median() / first.requestsPerSecond().median(), last.p99us() / first.p99us(),
                last.cpuUs() / first.cpuUs());
    }

    /** Each where a file is named. */
    public void write(File json, File html) throws IOException {
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json,
                    Map.of("at", Instant.now().toString(), "setting", setting, "axes", rows));
        }
        if (html != null) {
            page().write(html.toPath());
        }
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("Shoutgate, how cost grows").sentence(setting + ".");
        rows.forEach((axis, points) -> page.heading(axis.words()).sentence(sentence(axis, points))
                .chart(chart("requests a second", points, row -> row.requestsPerSecond().median(), "%,.0f"))
                .chart(chart("p99 in us", points, Row::p99us, "%,.0f us"))
                .chart(chart("us of CPU a request", points, Row::cpuUs, "%,.1f us")));
        return page.heading("All figures").table(text());
    }

    private static BarChart chart(String title, List<Row> points, ToDoubleFunction<Row> value, String format) {
        BarChart chart = new BarChart(title);
        points.forEach(row -> chart.bar(row.label(), value.applyAsDouble(row),
                String.format(Locale.ROOT, format, value.applyAsDouble(row))));
        return chart;
    }
}
