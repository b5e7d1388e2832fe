package dev.shoutgate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of headings, sentences, tables and charts that needs nothing from elsewhere.
 *
 * <p>Threading: one owner.
 */
public final class HtmlPage {

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
            + "padding:0 1rem;color:#1b1b1b;background:#fff}svg{width:100%;height:auto}"
            + "svg text{font:13px system-ui,sans-serif;fill:#1b1b1b}.bar{fill:#2f6f9f}.first{fill:#8a8a8a}"
            + ".track{fill:#eef1f4}pre{overflow-x:auto;font-size:13px}h2{margin-top:2.5rem}";

    private final StringBuilder body = new StringBuilder();
    private final String title;

    public HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
    }

    public HtmlPage heading(String text) {
        body.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    public HtmlPage sentence(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** Text whose columns are made of blanks. */
    public HtmlPage table(String text) {
        body.append("<pre>").append(escaped(text)).append("</pre>\n");
        return this;
    }

    public HtmlPage chart(BarChart chart) {
        body.append(chart.svg()).append('\n');
        return this;
    }

    String text() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, text());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
