package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.press.Bought;

/** Of the 201s to one key, one is fresh and the others carry {@code Idempotent-Replayed: true}. */
final class ReplaysMarked implements Invariant {
    private static final String NAME = "replays-marked";
    private static final String WANTED = "of the 201s to one key all but one say Idempotent-Replayed: true";

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        // Per key, what its 201s said: how many were fresh, how many replayed, and whether an answer was lost.
        int[] fresh = new int[evidence.plan().keys()];
        int[] replayed = new int[evidence.plan().keys()];
        boolean[] lost = new boolean[evidence.plan().keys()];
        int[] last = new int[evidence.plan().keys()];
        long marked = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            int key = evidence.plan().key(press);
            Bought bought = evidence.log().bought(press);
            boolean unknown = evidence.log().wasSent(press) && !evidence.log().wasAnswered(press);
            lost[key] |= unknown || evidence.log().lostTries(press) > 0;
            if (bought != null) {
                last[key] = press;
                fresh[key] += bought.replayed() ? 0 : 1;
                replayed[key] += bought.replayed() ? 1 : 0;
                marked += bought.replayed() ? 1 : 0;
            }
        }
        for (int key = 0; key < fresh.length; key++) {
            check(evidence, last[key], fresh[key], replayed[key], lost[key], offenders);
        }
        return Finding.of(NAME, WANTED, marked + " replays marked", offenders);
    }

    private static void check(Evidence evidence, int press, int fresh, int replayed, boolean lost,
            Offenders offenders) {
        if (fresh > 1) {
            offenders.add(() -> evidence.describe(press) + ": " + fresh + " of its 201s say that they are the first");
        }
        // The fresh one may be the answer that was lost on the way.
        if (fresh == 0 && replayed > 0 && !lost) {
            offenders.add(() -> evidence.describe(press) + ": all of its " + replayed
                    + " 201s say that they are repeats");
        }
    }
}
