package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView.Act;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Offenders;
import java.util.List;

/** The history lists what was done to the sale, each act once, in the order of rising sequences. */
final class ActsListed {
    private static final String NAME = "acts-listed";

    private ActsListed() {
    }

    static Finding check(ShowEvidence show) {
        Offenders offenders = new Offenders();
        for (Performed act : show.performed()) {
            if (!act.done()) {
                offenders.add(() -> act.cue().said() + " was not done: " + act.failure());
            }
        }
        List<Cue> expected = show.expected();
        List<Act> listed = show.history().acts();
        for (int i = 0; i < Math.max(expected.size(), listed.size()); i++) {
            Cue wanted = i < expected.size() ? expected.get(i) : null;
            Act came = i < listed.size() ? listed.get(i) : null;
            if (wanted == null || came == null || !wanted.is(came)) {
                int place = i + 1;
                offenders.add(() -> "act " + place + ": wanted " + (wanted == null ? "none" : wanted.said())
                        + ", came " + came);
            }
            if (came != null && i > 0 && i <= listed.size() && came.sequence() <= listed.get(i - 1).sequence()) {
                offenders.add(() -> "out of sequence: " + came);
            }
        }
        return Finding.of(NAME, "the history lists the " + expected.size() + " acts in sequence",
                listed.size() + " acts", offenders);
    }
}
