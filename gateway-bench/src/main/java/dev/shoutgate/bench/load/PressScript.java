package dev.shoutgate.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wrk script: every request is the press of another buyer with another key, and the result is one line that a
 * program can read. A request is put together from ready pieces, because wrk shares the machine with the server and
 * whatever it spends is missing there.
 *
 * <p>Threading: immutable, any thread.
 */
public final class PressScript {

    /** What the line with the result begins with. */
    static final String RESULT = "side-by-side:";

    /** Where buyer and key stand while the request is cut; no header can hold them. */
    private static final char BUYER = '\u0001';
    private static final char KEY = '\u0002';
    /** Where the number of one of many sales stands, and that of one of its items; repeated once for each digit. */
    private static final char SALE = '\u0003';
    private static final char ITEM = '\u0004';
    private static final Pattern PLACE = Pattern.compile("([\u0001-\u0004])\\1*");

    /** Of one length all along: with it every request of a run has as many bytes as the next. */
    private static final long FIRST_NUMBER = 100_000_000;

    /** Likewise of the ids of sales and items. */
    private static final int FIRST_ID = 100;

    private PressScript() {}

    /** Of one sale and item; after so many presses the first buyer comes again. */
    public static String of(BuyRequest request, int buyers) {
        return script(request, buyers, 1, 1);
    }

    /**
     * Spread evenly over sales and items, whose ids are numbered from 100; the crowd of many shows at once.
     *
     * @param sales at most 900, as are {@code items}, those of each sale
     */
    public static String spread(int sales, int items) {
        return script(new BuyRequest(id("sale-", SALE), id("item-", ITEM)), Integer.MAX_VALUE, sales, items);
    }

    /** The id of one of those sales, from 0. */
    public static String sale(int number) {
        return "sale-" + (FIRST_ID + number);
    }

    /** The SKU of one of the items that each of those sales has, from 0. */
    public static String sku(int number) {
        return "item-" + (FIRST_ID + number);
    }

    private static String id(String name, char place) {
        return name + String.valueOf(place).repeat(3);
    }

    /** The script; its one argument is the run's name, which sets its buyers apart from those of other runs. */
    private static String script(BuyRequest request, int buyers, int sales, int items) {
        return String.join("\n",
                "local number = -1",
                "local threads = 0",
                "local name",
                "local buyers = {" + buyers(request) + "}",
                "",
                "function setup(thread)",
                "  threads = threads + 1",
                "  thread:set('place', threads)",
                "end",
                "",
                "function init(arguments)",
                "  name = arguments[1] .. '-' .. place .. '-'",
                "end",
                "",
                "function request()",
                "  number = number + 1",
                "  local press = name .. (" + FIRST_NUMBER + " + number % " + buyers + ")",
                "  local item = number % " + (long) sales * items,
                "  local buyer = " + (request.buyers().isEmpty() ? "press" : "buyers[number % #buyers + 1]"),
                "  return " + pieces(request.text(String.valueOf(BUYER), String.valueOf(KEY)), items),
                "end",
                "",
                "function done(summary, latency)",
                "  local errors = summary.errors",
                "  io.write(string.format('" + RESULT + " requests=%d us=%d bytes=%d refused=%d failed=%d',",
                "      summary.requests, summary.duration, summary.bytes, errors.status,",
                "      errors.connect + errors.read + errors.write + errors.timeout))",
                "  io.write(string.format(' p50us=%d p99us=%d p999us=%d\\n',",
                "      latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))",
                "end",
                "");
    }

    /** The request as a sum of ready pieces and of what changes. */
    private static String pieces(String text, int items) {
        Matcher place = PLACE.matcher(text);
        StringBuilder sum = new StringBuilder();
        int from = 0;
        while (place.find()) {
            String filling = switch (place.group().charAt(0)) {
                case SALE -> "(" + FIRST_ID + " + math.floor(item / " + items + "))";
                case ITEM -> "(" + FIRST_ID + " + item % " + items + ")";
                case BUYER -> "buyer";
                default -> "press";
            };
            sum.append(quoted(text.substring(from, place.start()))).append(" .. ").append(filling).append(" .. ");
            from = place.end();
        }
        return sum.append(quoted(text.substring(from))).toString();
    }

    private static String buyers(BuyRequest request) {
        return request.buyers().stream().map(PressScript::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
}
