package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView.Kind;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Offenders;

/** No order's sequence lies before the opening, inside the pause, or after the close. */
final class NothingSoldWhileShut {
    private static final String NAME = "nothing-sold-while-shut";
    private static final String WANTED = "no order before the opening, inside the pause or after the close";

    private NothingSoldWhileShut() {
    }

    static Finding check(ShowEvidence show) {
        long open = show.sequenceOf(Kind.OPEN, Long.MAX_VALUE);
        long pause = show.sequenceOf(Kind.PAUSE, Long.MAX_VALUE);
        long resume = show.sequenceOf(Kind.RESUME, Long.MAX_VALUE);
        long close = show.sequenceOf(Kind.CLOSE, Long.MAX_VALUE);
        Offenders offenders = new Offenders();
        long before = 0;
        long after = 0;
        for (int press = 0; press < show.run().log().count(); press++) {
            Bought bought = show.run().log().bought(press);
            if (bought == null) {
                continue;
            }
            long sequence = bought.sequence();
            before += sequence < pause ? 1 : 0;
            after += sequence > resume ? 1 : 0;
            if (sequence < open || sequence > pause && sequence < resume || sequence > close) {
                int of = press;
                offenders.add(() -> show.run().describe(of) + ": " + bought + ", with open " + open + ", pause "
                        + pause + ", resume " + resume + ", close " + close);
            }
        }
        return Finding.of(NAME, WANTED, before + " 201s before the pause, " + after + " after it", offenders);
    }
}
