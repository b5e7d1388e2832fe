package dev.shoutgate.sim.report;

import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences and numbers that the text and the page have in common. */
final class Sentences {
    private Sentences() {
    }

    static String outcome(ShoutReport report) {
        return switch (report.outcome()) {
            case OK -> "ok: every invariant holds, and the load was offered as planned";
            case BROKEN -> "BROKEN: " + report.invariants().stream()
                    .filter(finding -> finding.verdict() == Verdict.BROKEN)
                    .map(Finding::name).collect(Collectors.joining(", "));
            default -> "the generator fell behind: every invariant holds, but the gateway met a gentler load than "
                    + "planned";
        };
    }

    static String lag(SendLag lag) {
        return format("%,d of %,d presses (%.2f %%) left more than %.0f ms late (allowed %.2f %%), %,d of them for "
                        + "want of a free connection; lag p50 %s, p99 %s, max %s ms", lag.late(), lag.presses(),
                100 * lag.lateShare(), lag.thresholdMs(), 100 * lag.allowedShare(), lag.forWantOfConnection(),
                ms(lag.p50Ms()), ms(lag.p99Ms()), ms(lag.maxMs()));
    }

    /** Milliseconds with three figures that count. */
    static String ms(double ms) {
        return ms < 10 ? format("%.2f", ms) : ms < 100 ? format("%.1f", ms) : format("%,.0f", ms);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
