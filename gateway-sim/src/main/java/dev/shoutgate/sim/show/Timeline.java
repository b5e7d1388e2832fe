package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView.Act;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.report.ShoutReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The show for a terminal: a row for each act, with what the crowd was told from then until the next. */
public final class Timeline {
    private final List<Row> rows = new ArrayList<>();
    private final ShowEvidence show;
    private final long endNs;

    /** One act, and what followed it. Times from the first press. */
    private static final class Row {
        private final long atNs;
        private final String said;
        private final String tookMs;
        private final Map<String, Long> results = new TreeMap<>();
        private long pressed;
        private long answered;

        private Row(long atNs, String said, String tookMs) {
            this.atNs = atNs;
            this.said = said;
            this.tookMs = tookMs;
        }
    }

    private Timeline(ShowEvidence show, long endNs) {
        this.show = show;
        this.endNs = endNs;
    }

    /**
     * Draws a show.
     *
     * @param startNs the first press, as {@link System#nanoTime} tells it
     * @param openNs  the opening, likewise
     * @param lengthNs how long the crowd pressed
     */
    public static String of(ShowEvidence show, long startNs, long openNs, long lengthNs) {
        Timeline timeline = new Timeline(show, lengthNs);
        timeline.rows.add(new Row(0, "define", "-"));
        if (show.opened()) {
            timeline.rows.add(new Row(openNs - startNs, "open by its time", "-"));
        }
        for (Performed act : show.performed()) {
            String tookMs = String.format(Locale.ROOT, "%.1f", (act.endNs() - act.startNs()) / 1e6);
            String said = act.cue().said() + (act.done() ? "" : " FAILED");
            timeline.rows.add(new Row(act.endNs() - startNs, said, tookMs));
        }
        timeline.count();
        return timeline.text();
    }

    private void count() {
        PressLog log = show.run().log();
        PressPlan plan = show.run().plan();
        for (int press = 0; press < log.count(); press++) {
            rowAt(plan.intendedNs(press)).pressed++;
            String result = ShoutReport.result(log, press);
            if (result != null && log.wasAnswered(press)) {
                Row row = rowAt(log.answeredNs(press));
                row.answered++;
                row.results.merge(result, 1L, Long::sum);
            }
        }
    }

    private Row rowAt(long ns) {
        int row = rows.size() - 1;
        while (row > 0 && rows.get(row).atNs > ns) {
            row--;
        }
        return rows.get(row);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%nTimeline (from each act to the next)%n"));
        text.append(String.format("  %6s  %-28s %8s %9s %10s %11s  %s%n", "at s", "act", "took ms", "sequence",
                "presses/s", "answers/s", "answers"));
        List<Act> acts = show.history().acts();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            long untilNs = i + 1 < rows.size() ? rows.get(i + 1).atNs : Math.max(endNs, row.atNs + 1);
            double seconds = Math.max(1e-3, (untilNs - row.atNs) / 1e9);
            String sequence = i < acts.size() ? Long.toString(acts.get(i).sequence()) : "-";
            text.append(String.format(Locale.ROOT, "  %6.2f  %-28s %8s %9s %,10.0f %,11.0f  %s%n", row.atNs / 1e9,
                    row.said, row.tookMs, sequence, row.pressed / seconds, row.answered / seconds, results(row)));
        }
        return text.toString();
    }

    private static String results(Row row) {
        return row.results.entrySet().stream()
                .map(result -> String.format(Locale.ROOT, "%s %,d", result.getKey(), result.getValue()))
                .collect(Collectors.joining(", "));
    }
}
