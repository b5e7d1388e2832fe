package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.Bots;
import java.nio.charset.StandardCharsets;

/**
 * What buyers bring along besides their names: an address, where bots are about, and a pass, where the sale wants one.
 *
 * <p>Threading: filled before the load, then read by its event loop.
 */
public final class Papers {
    /** Of people alone in a sale that wants no pass. */
    public static final Papers NONE = new Papers(Bots.NONE, 0);

    /** An address always has as many characters, so that a number can be written into a request. */
    static final String ADDRESS = "100.100.100.100";
    private static final int OCTETS = 100;

    private final Bots bots;
    private final byte[][] passes;

    public Papers(Bots bots, int buyers) {
        this.bots = bots;
        passes = new byte[buyers][];
    }

    /** Whether each request says where it comes from. */
    boolean haveAddresses() {
        return bots.count() > 0;
    }

    /** Where a buyer presses from, as a proxy in front would say. */
    public String addressOf(int buyer) {
        byte[] address = ADDRESS.getBytes(StandardCharsets.US_ASCII);
        writeAddress(address, 0, buyer);
        return new String(address, StandardCharsets.US_ASCII);
    }

    /** Writes that over an {@link #ADDRESS}. */
    void writeAddress(byte[] to, int at, int buyer) {
        int rest = buyer < bots.count() ? buyer % bots.addresses() : bots.addresses() + buyer - bots.count();
        for (int end = at + ADDRESS.length(); end > at + ADDRESS.indexOf('.'); end -= ADDRESS.indexOf('.') + 1) {
            int octet = rest % OCTETS;
            to[end - 1] = (byte) ('0' + octet % 10);
            to[end - 2] = (byte) ('0' + octet / 10);
            rest /= OCTETS;
        }
    }

    /** Whether a buyer does the work for a pass: all people, and as many bots as the profile says. */
    public boolean wantsPass(int buyer) {
        return buyer >= bots.count() || buyer < bots.passes();
    }

    public void pass(int buyer, String pass) {
        passes[buyer] = pass.getBytes(StandardCharsets.US_ASCII);
    }

    /** Null where the buyer has none. */
    byte[] passOf(int buyer) {
        return buyer < passes.length ? passes[buyer] : null;
    }
}
