package dev.shoutgate.sim.report;

/** Makes text safe to stand in a page: much of it came from the gateway. */
final class HtmlText {
    private HtmlText() {
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
