package dev.shoutgate.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Buyers of one sale that press, each once: at the times of a schedule whether answers come or not, or as soon as
 * answers leave room. Their presses go in turn over connections of their own, several to one write where several are
 * due.
 *
 * <p>Threading: {@link CrowdLoop}'s thread, until it has ended.
 */
public final class Crowd {

    private final List<CrowdConnection> connections = new ArrayList<>();
    private final PressBytes press;
    private final CrowdAnswers answers;
    private final int perSecond;
    private final int inFlight;
    private final double fromSeconds;
    private final long presses;
    private final double untilSeconds;
    private long everyNs;
    private long nextNs;
    private long begunNs;

    private Crowd(PressBytes press, int perSecond, int inFlight, double fromSeconds, double untilSeconds, long slowNs) {
        this.press = press;
        this.perSecond = perSecond;
        this.inFlight = inFlight;
        this.fromSeconds = fromSeconds;
        this.untilSeconds = untilSeconds;
        presses = perSecond == 0 ? Long.MAX_VALUE : (long) (perSecond * (untilSeconds - fromSeconds));
        answers = new CrowdAnswers((long) Math.ceil(untilSeconds - fromSeconds), slowNs);
    }

    /**
     * One that presses so often a second, from and until so many seconds after the loop began.
     *
     * @param slowMs from when on an answer counts as slow in {@link CrowdAnswers#usualAfterSeconds}
     */
    public static Crowd steady(
            BuyRequest request, String name, int perSecond, double from, double until, double slowMs) {
        return new Crowd(new PressBytes(request, name), perSecond, 0, from, until, (long) (slowMs * 1e6));
    }

    /** One that has so many presses of each connection under way all the time. */
    public static Crowd eager(BuyRequest request, String name, int inFlight, double until) {
        return new Crowd(new PressBytes(request, name), 0, inFlight, 0, until, 0);
    }

    /** Gathers what is due for so long before it sends it, as a proxy would that is in a hurry. */
    public Crowd gathering(double ms) {
        everyNs = (long) (ms * 1e6);
        return this;
    }

    /** Lets it have so many connections. */
    public Crowd over(String address, int count) throws IOException {
        URI server = URI.create(address);
        for (int i = 0; i < count; i++) {
            connections.add(new CrowdConnection(this, i, new InetSocketAddress(server.getHost(), server.getPort())));
        }
        return this;
    }

    public CrowdAnswers answers() {
        return answers;
    }

    void begin(long startNs, Selector selector) throws IOException {
        begunNs = startNs + (long) (fromSeconds * 1e9);
        for (CrowdConnection connection : connections) {
            connection.register(selector);
        }
    }

    void send(long nowNs) throws IOException {
        if (nowNs < nextNs) {
            return;
        }
        nextNs = nowNs + everyNs;
        for (CrowdConnection connection : connections) {
            connection.send(nowNs);
        }
    }

    /** Whether every press was answered. */
    boolean isOver(long nowNs) {
        for (CrowdConnection connection : connections) {
            if (!connection.isOver(nowNs)) {
                return false;
            }
        }
        return true;
    }

    void close() throws IOException {
        for (CrowdConnection connection : connections) {
            connection.close();
        }
    }

    PressBytes press() {
        return press;
    }

    /** The number among the crowd's of what is a connection's press of that number. */
    long number(int connection, long ofConnection) {
        return ofConnection * connections.size() + connection;
    }

    /** How many presses of a connection are due by now, those that were sent included. */
    long due(int connection, long nowNs, long answered) {
        if (perSecond == 0) {
            return isEnded(nowNs) ? 0 : answered + inFlight;
        }
        long all = Math.min(presses, Math.max(0, (long) ((nowNs - begunNs) * (perSecond / 1e9))));
        return (all + connections.size() - 1 - connection) / connections.size();
    }

    boolean isEnded(long nowNs) {
        return nowNs - begunNs > (long) ((untilSeconds - fromSeconds) * 1e9);
    }

    /** When a press was due, of an eager crowd when it was sent, nanoseconds since the crowd began. */
    long dueNs(long number, long sentNs) {
        return perSecond == 0 ? sentNs - begunNs : (long) (number * (1e9 / perSecond));
    }

    long begunNs() {
        return begunNs;
    }
}
