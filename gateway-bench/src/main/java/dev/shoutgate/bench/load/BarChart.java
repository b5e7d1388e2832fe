package dev.shoutgate.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars from zero on, each with its name before it and its figure behind it, as SVG. The first one is gray:
 * it is what the others are read against.
 *
 * <p>Threading: one owner.
 */
public final class BarChart {

    private static final int WIDTH = 900;
    private static final int NAMES = 190;
    private static final int FIGURES = 190;
    private static final int ROW = 28;
    private static final int BAR = 18;
    private static final int TITLE = 34;

    /** A bar, or a name with a reason why there is none. */
    private record Bar(String name, double value, String figure) {}

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    /** {@code title}: what a bar's length is, with its unit. */
    public BarChart(String title) {
        this.title = title;
    }

    /** {@code figure}: the value as it is shown. */
    public BarChart bar(String name, double value, String figure) {
        bars.add(new Bar(name, value, figure));
        return this;
    }

    /** A place without a bar: what could not be measured is shown, too. */
    public BarChart none(String name, String why) {
        return bar(name, 0, why);
    }

    public String svg() {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        int height = TITLE + bars.size() * ROW;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "
                + WIDTH + " " + height + "\"><title>" + HtmlPage.escaped(title) + "</title>\n");
        text(svg, 0, 18, title, "start", " font-weight=\"600\"");
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TITLE + i * ROW, most, i == 0 ? "first" : "bar");
        }
        return svg.append("</svg>").toString();
    }

    private static void bar(StringBuilder svg, Bar bar, int top, double most, String style) {
        int room = WIDTH - NAMES - FIGURES;
        double length = most > 0 ? bar.value / most * room : 0;
        text(svg, NAMES - 10, top + 14, bar.name, "end", "");
        rectangle(svg, top, room, "track");
        rectangle(svg, top, length, style);
        // Behind the bar; a reason takes the place of one.
        text(svg, (bar.value > 0 ? NAMES + length : NAMES) + 8, top + 14, bar.figure, "start", "");
    }

    private static void rectangle(StringBuilder svg, int top, double width, String style) {
        svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                style, NAMES, top, width, BAR));
    }

    private static void text(StringBuilder svg, double x, int y, String text, String anchor, String attributes) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>%n", x, y,
                anchor, attributes, HtmlPage.escaped(text)));
    }
}
