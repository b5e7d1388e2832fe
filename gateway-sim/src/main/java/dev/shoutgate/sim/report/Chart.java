package dev.shoutgate.sim.report;

import static dev.shoutgate.sim.report.Sentences.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A line chart as inline SVG. Colours come from the page's style sheet by the series' class, so that it follows the
 * reader's light or dark scheme. Not thread-safe.
 */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 280;
    private static final int LEFT = 64;
    private static final int RIGHT = 90;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    private final String label;
    private final Scale x;
    private final Scale y;
    private final StringBuilder marks = new StringBuilder();
    private final List<EndLabel> endLabels = new ArrayList<>();

    Chart(String label, Scale x, Scale y) {
        this.label = label;
        this.x = x;
        this.y = y;
    }

    /** An axis: where values lie between 0 and 1, and where its grid lines stand. */
    record Scale(DoubleUnaryOperator place, List<Tick> ticks) {
    }

    /** A grid line with its label. */
    record Tick(double value, String label) {
    }

    /** A point with what its tooltip says. */
    record Dot(double x, double y, String says) {
    }

    private record EndLabel(double y, String style, String name) {
    }

    /** Adds a line; {@code style} is its class in the style sheet. An empty one is left out. */
    Chart line(String name, String style, List<Dot> dots) {
        if (dots.isEmpty()) {
            return this;
        }
        StringBuilder path = new StringBuilder();
        StringBuilder tips = new StringBuilder();
        for (Dot dot : dots) {
            path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", atX(dot.x()), atY(dot.y())));
            tips.append(format("<circle class=\"tip %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"><title>%s</title></circle>",
                    style, atX(dot.x()), atY(dot.y()), HtmlText.escaped(dot.says())));
        }
        marks.append(format("<path class=\"line %s\" d=\"%s\"/>%s%n", style, path, tips));
        endLabels.add(new EndLabel(atY(dots.get(dots.size() - 1).y()), style, name));
        return this;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, HEIGHT, HtmlText.escaped(label)));
        for (Tick tick : y.ticks()) {
            svg.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT,
                    atY(tick.value()), atY(tick.value())));
            svg.append(format("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 8,
                    atY(tick.value()) + 4, tick.label()));
        }
        for (Tick tick : x.ticks()) {
            svg.append(format("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    atX(tick.value()), HEIGHT - BOTTOM + 20, tick.label()));
        }
        return svg.append(marks).append(endLabels()).append("</svg>\n").toString();
    }

    /** Names the lines at their ends, pushed apart where they end together. */
    private String endLabels() {
        StringBuilder text = new StringBuilder();
        // Upwards, since below the lowest line stands the axis.
        double highest = Double.POSITIVE_INFINITY;
        for (EndLabel end : endLabels.stream().sorted((a, b) -> Double.compare(b.y(), a.y())).toList()) {
            double at = Math.min(end.y(), highest - 15);
            highest = at;
            text.append(format("<text class=\"name %s\" x=\"%d\" y=\"%.1f\">%s</text>%n", end.style(),
                    WIDTH - RIGHT + 8, at + 4, end.name()));
        }
        return text.toString();
    }

    private double atX(double value) {
        return LEFT + x.place().applyAsDouble(value) * (WIDTH - LEFT - RIGHT);
    }

    private double atY(double value) {
        return HEIGHT - BOTTOM - y.place().applyAsDouble(value) * (HEIGHT - TOP - BOTTOM);
    }
}
