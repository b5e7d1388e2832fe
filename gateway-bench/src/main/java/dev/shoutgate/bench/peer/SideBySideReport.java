package dev.shoutgate.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.load.BarChart;
import dev.shoutgate.bench.load.HtmlPage;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.peer.Comparison.Beside;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a comparison found, as text, as JSON with every figure, and as a page with charts.
 *
 * <p>Threading: one owner.
 *
 * @param aboutLatencies what the load generator did with those of the closed loop
 * @param missing        names of contenders that had no turn, and why
 * @param openLoop       latencies at a steady rate, the yardstick's first; empty where none were taken
 */
public record SideBySideReport(String setting, String aboutLatencies, String storage, Comparison comparison,
        Map<String, String> missing, List<OpenLoopRow> openLoop) {

    public String text() {
        StringBuilder text = new StringBuilder(setting + "\n" + ComparisonTable.of(comparison));
        text.append(aboutLatencies).append('\n');
        missing.forEach((name, why) -> text.append("%-20s not measured: %s%n".formatted(name, why)));
        if (!openLoop.isEmpty()) {
            text.append('\n').append(OpenLoopRow.heading());
            openLoop.forEach(row -> text.append(row.text()));
            openLoop.stream().skip(1).forEach(row -> text.append(row.verdict(openLoop.get(0))));
        }
        return text.toString();
    }

    /** Each where a file is named. */
    public void write(File json, File html) throws IOException {
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json, figures());
        }
        if (html != null) {
            page().write(html.toPath());
        }
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("at", Instant.now().toString());
        figures.put("setting", setting);
        figures.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        figures.put("aboutLatencies", aboutLatencies);
        figures.put("storage", storage);
        figures.put("rows", comparison.rows());
        figures.put("missing", missing);
        figures.put("openLoop", openLoop);
        figures.put("measurements", comparison.measurements());
        return figures;
    }

    private HtmlPage page() {
        return new HtmlPage("Shoutgate, side by side").sentence(setting + ".")
                .heading("Processor time of a request")
                .sentence("Less is better; databases behind a server are counted with it, until they have everything. "
                        + "The ratio to the first, taken within each round, stands behind, as with the next chart.")
                .chart(chart("us of CPU a request", Comparison.Row::cpuUsPerRequest, Beside::cpu, "%,.1f us (%.3f)"))
                .heading("Requests a second").sentence("More is better.")
                .chart(chart("requests a second", Comparison.Row::requestsPerSecond, Beside::rate, "%,.0f (%.3f)"))
                .heading("Heap of a request")
                .sentence("Less is better; of the server's own JVM.")
                .chart(chart("bytes allocated a request", Comparison.Row::heapBytesPerRequest, Beside::cpu, "%,.0f B"))
                .heading("Waiting")
                .sentence("Less is better; as a closed loop sees it, on a machine that has nothing left. "
                        + aboutLatencies)
                .chart(chart("p99 in us", Comparison.Row::p99us, Beside::rate, "%,.0f us"))
                .heading("All figures").table(text());
    }

    private BarChart chart(String title, ToDoubleFunction<Comparison.Row> value, Function<Beside, Spread> ratio,
            String format) {
        BarChart chart = new BarChart(title);
        for (Comparison.Row row : comparison.rows()) {
            double bar = value.applyAsDouble(row);
            chart.bar(row.contender(), bar, String.format(format, bar, ratio.apply(row.beside().get(0)).median()));
        }
        missing.forEach((name, why) -> chart.none(name, "not measured: " + why));
        return chart;
    }
}
