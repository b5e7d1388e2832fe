package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.ItemView;

/**
 * Never undersold: in a sale of the run's own, where nothing comes back, who was told "sold out" for one unit was
 * told so because none was left, and only those who asked for more than the limit met it.
 */
final class RefusalsTrue implements Invariant {
    private static final String NAME = "refusals-true";
    private static final String WANTED = "sold-out only with nothing left, limit-reached only past the limit";

    @Override
    public Finding check(Evidence evidence) {
        if (!evidence.sale().own()) {
            return Finding.skipped(NAME, WANTED, "not a sale of this run's own: units may have come back since");
        }
        Offenders offenders = new Offenders();
        int[] asked = unitsAskedByBuyer(evidence);
        long soldOut = 0;
        long overLimit = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            String answer = evidence.answer(press);
            soldOut += answer.equals("409 sold-out") ? 1 : 0;
            overLimit += answer.equals("409 limit-reached") ? 1 : 0;
            String wrong = wrong(evidence, press, answer, asked[evidence.plan().buyer(press)]);
            if (wrong != null) {
                int refused = press;
                offenders.add(() -> evidence.describe(refused) + ": " + answer + ", but " + wrong);
            }
        }
        return Finding.of(NAME, WANTED, soldOut + " sold out, " + overLimit + " over the limit", offenders);
    }

    private static String wrong(Evidence evidence, int press, String answer, int asked) {
        ItemView before = evidence.sale().before().item(evidence.sku(press));
        ItemView after = evidence.after() == null ? null : evidence.after().item(evidence.sku(press));
        return switch (answer) {
            case "409 sold-out" -> evidence.plan().quantity(press) == 1 && after != null && after.available() > 0
                    ? after.available() + " were left at the end" : null;
            case "409 limit-reached" -> asked <= before.limitPerBuyer()
                    ? "the buyer asked for " + asked + " in all, limit " + before.limitPerBuyer() : null;
            case "409 sale-not-open", "409 sale-paused", "409 sale-closed" -> "the sale was open all along";
            default -> null;
        };
    }

    private static int[] unitsAskedByBuyer(Evidence evidence) {
        int[] asked = new int[evidence.plan().buyers()];
        for (int press = 0; press < evidence.plan().count(); press++) {
            if (evidence.plan().firstOf(press) < 0) {
                asked[evidence.plan().buyer(press)] += evidence.plan().quantity(press);
            }
        }
        return asked;
    }
}
