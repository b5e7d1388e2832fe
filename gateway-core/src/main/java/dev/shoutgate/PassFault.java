package dev.shoutgate;

import java.util.Locale;

/** Why a pass, or the solution that should become one, does not count. */
public enum PassFault {
    MISSING("This sale sells to bearers of a pass: get one at /v1/sales/{saleId}/pass, and send it as Sale-Pass."),
    MALFORMED("This is not in the form in which passes and challenges are given out here."),
    FORGED("This was not given to this buyer for this sale."),
    EXPIRED("This has expired; ask for a new challenge."),
    USED("The pass has served its one order; another order needs another pass."),
    UNSOLVED("The hash of challenge and solution does not begin with as many zero bits as the difficulty asks for.");

    private final String detail;
    private final String word;

    PassFault(String detail) {
        this.detail = detail;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** A sentence for whoever sent it, which shows nothing of it. */
    public String detail() {
        return detail;
    }

    /** The {@code reason} of a refusal, and the word of the metrics. */
    public String word() {
        return word;
    }
}
