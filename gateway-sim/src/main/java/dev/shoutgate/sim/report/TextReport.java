package dev.shoutgate.sim.report;

import static dev.shoutgate.sim.report.Sentences.format;
import static dev.shoutgate.sim.report.Sentences.ms;

import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.proof.Finding;

/** The report for a terminal, and the progress lines before it. */
public final class TextReport {
    private static final String COLUMNS = "%6s %8s %8s %9s %9s %8s %8s %9s %9s %9s%n";

    private TextReport() {
    }

    /** The heads of the progress columns. */
    public static String progressHead() {
        return format(COLUMNS, "second", "offered", "sent", "answered", "accepted", "refused", "waiting", "lag ms",
                "p50 ms", "p99 ms");
    }

    /** One second as a line; the lag is the worst of that second. */
    public static String progress(Second second) {
        return format(COLUMNS, second.second() + 1, second.offered(), second.sent(), second.answered(),
                second.accepted(), second.refused(), second.waiting(), ms(second.worstLagMs()), ms(second.p50Ms()),
                ms(second.p99Ms()));
    }

    /** The whole report. */
    public static String of(ShoutReport report) {
        StringBuilder text = new StringBuilder();
        text.append(format("%nShout %s against %s, sale %s (%s)%n", report.runId(), report.buyers(), report.saleId(),
                report.saleNote()));
        text.append(report.interrupted() ? format("Interrupted: this is what was done until then.%n") : "");
        load(text, report);
        results(text, report);
        latencies(text, report);
        invariants(text, report);
        return text.append(format("%n%s%n", Sentences.outcome(report))).toString();
    }

    private static void load(StringBuilder text, ShoutReport report) {
        LoadFigures load = report.load();
        text.append(format("%nLoad%n"));
        text.append(format("  offered   %,9d presses in %.1f s, %,.0f/s (peak second %,d)%n", load.offered(),
                load.offeredSeconds(), load.offeredPerSecond(), load.peakOffered()));
        text.append(format("  achieved  %,9d answers, %,.0f/s (peak second %,d), over at most %,d connections (%s)%n",
                load.answered(), load.achievedPerSecond(), load.peakAnswered(), load.mostConnections(),
                report.transport()));
        text.append(format("  sent      %,9d; %,d tries lost their answer, %,d presses never got one%n", load.sent(),
                load.lostTries(), load.unanswered()));
        text.append(format("  schedule  %s%s%n", report.lag().fellBehind() ? "FELL BEHIND: " : "kept: ",
                Sentences.lag(report.lag())));
    }

    private static void results(StringBuilder text, ShoutReport report) {
        text.append(format("%nResults%n"));
        report.results().forEach((result, count) -> text.append(format("  %,9d  %s%n", count, result)));
    }

    private static void latencies(StringBuilder text, ShoutReport report) {
        text.append(format("%nLatency from the intended time, ms%n"));
        text.append(format("  %-9s %9s %9s %9s %9s %9s %9s%n", "", "count", "p50", "p90", "p99", "p99.9", "max"));
        latency(text, "accepted", report.accepted());
        latency(text, "refused", report.refused());
    }

    private static void latency(StringBuilder text, String name, Latency latency) {
        text.append(format("  %-9s %,9d %9s %9s %9s %9s %9s%n", name, latency.count(), ms(latency.p50Ms()),
                ms(latency.p90Ms()), ms(latency.p99Ms()), ms(latency.p999Ms()), ms(latency.maxMs())));
    }

    private static void invariants(StringBuilder text, ShoutReport report) {
        text.append(format("%nInvariants%n"));
        for (Finding finding : report.invariants()) {
            text.append(format("  %-7s  %-20s  wanted: %s; came: %s%n", finding.verdict().word(), finding.name(),
                    finding.wanted(), finding.came()));
            finding.offenders().forEach(offender -> text.append(format("             - %s%n", offender)));
            long more = finding.offenderCount() - finding.offenders().size();
            text.append(more > 0 ? format("             and %,d more%n", more) : "");
        }
    }
}
