package dev.shoutgate.room;

import dev.shoutgate.Currencies;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The host's desk: one page for the sales, a new one, and the console and board of each. It holds nothing secret and
 * asks for the operator's token. What the browser cannot know stands in it: the currencies that the gateway sells in,
 * with their digits, and the port of the live rooms.
 *
 * <p>Threading: immutable, any thread.
 */
final class HostPages {

    private final String page = StaticPages.text("host.html").replace("{{currencies}}", currencies());

    /** The page, with links to the live rooms at that port of the same host; 0: not open yet, no links. */
    Page page(int buyersPort, String buyersScheme) {
        return StaticPages.html(page.replace("{{buyers-port}}", Integer.toString(buyersPort))
                .replace("{{buyers-scheme}}", buyersScheme));
    }

    private static String currencies() {
        return new TreeMap<>(Currencies.exponents()).entrySet().stream()
                .map(one -> "<option value=\"" + one.getKey() + "\" data-exponent=\"" + one.getValue() + "\">")
                .collect(Collectors.joining());
    }
}
