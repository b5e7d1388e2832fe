package dev.shoutgate.bench;

/**
 * The wrk script: every request is the press of another buyer with another key, and the result is one line that a
 * program
 * can read. A request is put together from three ready pieces, because wrk shares the machine with the server and
 * whatever it spends is missing there.
 *
 * <p>Threading: immutable, any thread.
 */
final class PressScript {

    /** What the line with the result begins with. */
    static final String RESULT = "side-by-side:";

    /** Where buyer and key stand while the request is cut; no header can hold them. */
    private static final String BUYER = "\u0001";
    private static final String KEY = "\u0002";

    /** Of one length all along: with it every request of a run has as many bytes as the next. */
    private static final long FIRST_NUMBER = 100_000_000;

    private PressScript() {}

    /** The script; its one argument is the run's name, which sets its buyers apart from those of other runs. */
    static String of(BuyRequest request) {
        String text = request.text(BUYER, KEY);
        int buyer = text.indexOf(BUYER);
        int key = text.indexOf(KEY);
        return String.join("\n",
                "local beforeBuyer = " + quoted(text.substring(0, buyer)),
                "local beforeKey = " + quoted(text.substring(buyer + 1, key)),
                "local rest = " + quoted(text.substring(key + 1)),
                "local threads = 0",
                "local name",
                "local number = " + FIRST_NUMBER,
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
                "  local press = name .. number",
                "  return beforeBuyer .. press .. beforeKey .. press .. rest",
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

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
}
