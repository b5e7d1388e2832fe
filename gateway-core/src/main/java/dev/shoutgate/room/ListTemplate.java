package dev.shoutgate.room;

/**
 * A page with a list in it: what stands between two marks is written once for each entry.
 *
 * @param before the entries
 * @param entry  the text of one, with places to be filled
 * @param after  the entries
 */
record ListTemplate(String before, String entry, String after) {

    private static final String END = "<!-- end -->";

    /** Reads the file, whose entry begins behind that mark. */
    static ListTemplate of(String name, String mark) {
        String page = StaticPages.text(name);
        int begin = page.indexOf(mark);
        int end = page.indexOf(END);
        return new ListTemplate(page.substring(0, begin), page.substring(begin + mark.length(), end),
                page.substring(end + END.length()));
    }

    /** A text of somebody else's as it stands in a page. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
