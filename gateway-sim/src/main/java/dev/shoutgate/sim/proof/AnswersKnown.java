package dev.shoutgate.sim.proof;

import java.util.Set;

/** A well-formed press is answered with an order or with one of the refusals that the contract has for it. */
final class AnswersKnown implements Invariant {
    private static final String NAME = "answers-known";
    private static final String WANTED = "201, or a refusal that the contract has for a well-formed press";
    private static final Set<String> REFUSALS = Set.of("409 sold-out", "409 limit-reached", "409 sale-not-open",
            "409 sale-paused", "409 sale-closed", "403 not-eligible", "429 rate-limited", "503 overloaded",
            "503 storage-unavailable", "503 not-ready");

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        long refusals = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            if (!evidence.log().wasAnswered(press) || evidence.log().bought(press) != null) {
                continue;
            }
            refusals++;
            if (!REFUSALS.contains(evidence.answer(press))) {
                int odd = press;
                offenders.add(() -> evidence.describe(odd) + ": " + evidence.answer(odd));
            }
        }
        return Finding.of(NAME, WANTED, refusals + " refusals", offenders);
    }
}
