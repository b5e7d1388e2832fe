package dev.shoutgate.gate.pass;

import dev.shoutgate.Command;
import dev.shoutgate.PassFault;
import dev.shoutgate.inventory.Sale;

/**
 * The pass that came with a buy. It is looked at once the checks before it have passed, and once only: a crowd that
 * presses before the opening costs no seal.
 *
 * <p>Threading: one event loop. What came lies in the request's memory, until the request is handled.
 */
public final class SentPass {

    private PassSeal seal;
    private byte[] text;
    private int from;
    private int length;
    private boolean isJudged;

    /** A buy that needs none. */
    public void clear(Command buy) {
        isJudged = true;
        buy.passNumber = Command.NO_PASS;
        buy.passFault = null;
    }

    /** A buy that needs one; {@code length}: of what came with it, 0 where nothing did. */
    public void set(Command buy, PassSeal seal, byte[] text, int from, int length) {
        clear(buy);
        isJudged = false;
        this.seal = seal;
        this.text = text;
        this.from = from;
        this.length = length;
    }

    /** Sets in the command which pass it is, or why it does not count; {@code nowMs}: since 1970 UTC. */
    public void judge(Command buy, Sale sale, long nowMs) {
        if (!isJudged) {
            isJudged = true;
            buy.passFault = faultOf(buy, sale, nowMs);
            buy.passNumber = buy.passFault == null ? seal.number() : Command.NO_PASS;
        }
    }

    private PassFault faultOf(Command buy, Sale sale, long nowMs) {
        if (length == 0) {
            return PassFault.MISSING;
        }
        PassFault fault = seal.open(PassSeal.Kind.PASS, sale.definition().saleId(), buy.buyer, text, from, length);
        return fault == null && nowMs >= seal.timeMs() ? PassFault.EXPIRED : fault;
    }
}
