package dev.shoutgate.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.load.BarChart;
import dev.shoutgate.bench.load.HtmlPage;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a comparison found, as text, as JSON with every figure, and as a page with charts.
 *
 * <p>Threading: one owner.
 *
 * @param missing  names of contenders that had no turn, and why
 * @param openLoop latencies at a steady rate; empty where none were taken
 */
public record SideBySideReport(String setting, String storage, Comparison comparison, Map<String, String> missing,
        List<OpenLoopRow> openLoop) {

    public String text() {
        StringBuilder text = new StringBuilder(setting + "\n" + comparison.table());
        missing.forEach((name, why) -> text.append("%-20s not measured: %s%n".formatted(name, why)));
        if (!openLoop.isEmpty()) {
            text.append('\n').append(OpenLoopRow.heading());
            openLoop.forEach(row -> text.append(row.text()));
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
        figures.put("storage", storage);
        figures.put("rows", comparison.rows());
        figures.put("missing", missing);
        figures.put("openLoop", openLoop);
        figures.put("measurements", comparison.measurements());
        return figures;
    }

    private HtmlPage page() {
        return new HtmlPage("Shoutgate, side by side").sentence(setting + ".")
                .heading("Requests a second")
                .sentence("More is better; the ratio to the first, taken within each round, stands behind.")
                .chart(chart("requests a second", row -> row.requestsPerSecond().median(), "%,.0f (%.3f)"))
                .heading("Processor time of a request")
                .sentence("Less is better; databases behind a server are counted with it.")
                .chart(chart("us of CPU a request", Comparison.Row::cpuUsPerRequest, "%,.1f us"))
                .heading("Heap of a request")
                .sentence("Less is better; of the server's own JVM.")
                .chart(chart("bytes allocated a request", Comparison.Row::heapBytesPerRequest, "%,.0f B"))
                .heading("Waiting")
                .sentence("Less is better; as a closed loop sees it, on a machine that has nothing left.")
                .chart(chart("p99 in us", Comparison.Row::p99us, "%,.0f us"))
                .heading("All figures").table(text());
    }

    private BarChart chart(String title, ToDoubleFunction<Comparison.Row> value, String format) {
        BarChart chart = new BarChart(title);
        for (Comparison.Row row : comparison.rows()) {
            double bar = value.applyAsDouble(row);
            chart.bar(row.contender(), bar, String.format(format, bar, row.ofFirst().median()));
        }
        missing.forEach((name, why) -> chart.none(name, "not measured: " + why));
        return chart;
    }
}
