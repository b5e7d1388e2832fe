package dev.shoutgate.sim.proof;

/** Who lost the answer and asks again with the same key learns the truth. */
final class EveryPressAnswered implements Invariant {
    private static final String NAME = "every-press-answered";
    private static final String WANTED = "every press has its answer, lost ones by repeating the key";

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        long answered = 0;
        long afterLoss = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            int lost = evidence.log().lostTries(press);
            if (evidence.log().wasAnswered(press)) {
                answered++;
                afterLoss += lost > 0 ? 1 : 0;
            } else if (evidence.log().wasSent(press)) {
                int unanswered = press;
                offenders.add(() -> evidence.describe(unanswered) + ": no answer, " + lost + " connections broke");
            }
        }
        return Finding.of(NAME, WANTED, answered + " answered, " + afterLoss + " of them after a lost answer",
                offenders);
    }
}
