package dev.shoutgate.sim.report;

import static dev.shoutgate.sim.report.HtmlText.escaped;
import static dev.shoutgate.sim.report.Sentences.format;
import static dev.shoutgate.sim.report.Sentences.ms;

import dev.shoutgate.sim.proof.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The report as one page that needs nothing beside itself: no script, no font, no other file. */
public final class HtmlReport {
    private HtmlReport() {
    }

    /** Writes the page. */
    public static String of(ShoutReport report) {
        StringBuilder body = new StringBuilder();
        head(body, report);
        tiles(body, report);
        section(body, "Offered and answered", "presses a second", HtmlCharts.rates(report.seconds()));
        section(body, "Latency over time", "milliseconds from the intended time, by second",
                HtmlCharts.latencyOverTime(report.seconds()));
        section(body, "Latency by percentile", "milliseconds from the intended time",
                HtmlCharts.percentiles(report.accepted(), report.refused()) + latencies(report));
        section(body, "Invariants", "what was promised, and what came", invariants(report));
        section(body, "Results", "answers by status and code", results(report));
        return resource("report.html").replace("{{title}}", escaped("Shout " + report.runId()))
                .replace("{{body}}", body);
    }

    private static void head(StringBuilder body, ShoutReport report) {
        body.append(format("<header><p class=\"verdict %s\">%s</p><h1>Shout %s</h1>"
                        + "<p>%s, sale %s (%s), %s%s</p></header>%n",
                report.outcome().name().toLowerCase(Locale.ROOT), escaped(Sentences.outcome(report)),
                escaped(report.runId()), escaped(report.buyers()), escaped(report.saleId()),
                escaped(report.saleNote()), report.startedAt(), report.interrupted() ? ", interrupted" : ""));
    }

    private static void tiles(StringBuilder body, ShoutReport report) {
        LoadFigures load = report.load();
        body.append("<div class=\"tiles\">");
        tile(body, "offered", format("%,.0f/s", load.offeredPerSecond()), format("%,d presses, peak second %,d",
                load.offered(), load.peakOffered()));
        tile(body, "achieved", format("%,.0f/s", load.achievedPerSecond()), format("%,d answers, peak second %,d",
                load.answered(), load.peakAnswered()));
        tile(body, "accepted p99", ms(report.accepted().p99Ms()) + " ms", format("%,d orders and replays",
                report.accepted().count()));
        tile(body, "refused p99", ms(report.refused().p99Ms()) + " ms", format("%,d refusals",
                report.refused().count()));
        tile(body, "late sends", format("%.2f %%", 100 * report.lag().lateShare()),
                format("allowed %.2f %%, worst %s ms",
                100 * report.lag().allowedShare(), ms(report.lag().maxMs())));
        body.append(format("</div><p class=\"note\">Schedule: %s.</p>%n", Sentences.lag(report.lag())));
    }

    private static void tile(StringBuilder body, String name, String figure, String note) {
        body.append(format("<div class=\"tile\"><span>%s</span><b>%s</b><span>%s</span></div>%n", name, figure, note));
    }

    private static void section(StringBuilder body, String title, String note, String content) {
        body.append(format("<section><h2>%s</h2><p class=\"note\">%s</p>%n", title, note)).append(content)
                .append("</section>\n");
    }

    private static String latencies(ShoutReport report) {
        return "<table><thead><tr><th></th><th>count</th><th>p50</th><th>p90</th><th>p99</th><th>p99.9</th><th>max</th>"
                + "</tr></thead><tbody>" + latency("accepted", report.accepted())
                + latency("refused", report.refused()) + "</tbody></table>\n";
    }

    private static String latency(String name, Latency latency) {
        return format("<tr><th>%s</th><td>%,d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>", name,
                latency.count(), ms(latency.p50Ms()), ms(latency.p90Ms()), ms(latency.p99Ms()), ms(latency.p999Ms()),
                ms(latency.maxMs()));
    }

    private static String invariants(ShoutReport report) {
        StringBuilder table = new StringBuilder("<table class=\"words\"><tbody>\n");
        for (Finding finding : report.invariants()) {
            String word = finding.verdict().word();
            table.append(format("<tr><th><span class=\"badge %s\">%s</span> %s</th><td>%s<br><b>%s</b>",
                    word.toLowerCase(Locale.ROOT), word, finding.name(), escaped(finding.wanted()),
                    escaped(finding.came())));
            finding.offenders().forEach(it -> table.append("<br><code>").append(escaped(it)).append("</code>"));
            long more = finding.offenderCount() - finding.offenders().size();
            table.append(more > 0 ? format("<br>and %,d more", more) : "").append("</td></tr>\n");
        }
        return table.append("</tbody></table>\n").toString();
    }

    private static String results(ShoutReport report) {
        StringBuilder table = new StringBuilder("<table><tbody>\n");
        report.results().forEach((result, count) ->
                table.append(format("<tr><th>%s</th><td>%,d</td></tr>%n", escaped(result), count)));
        return table.append("</tbody></table>\n").toString();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is missing from the jar", e);
        }
    }
}
