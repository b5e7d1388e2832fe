package dev.shoutgate.sim.proof;

import java.util.Locale;

/** Where bots are about, people get nearly as much of what was sold as they are of all who came. */
final class FairShare implements Invariant {
    private static final String NAME = "fair-share";
    private static final double LEAST = 0.9;
    private static final String WANTED = "people have at least " + LEAST + " of their share of the buyers";

    @Override
    public Finding check(Evidence evidence) {
        int bots = evidence.plan().bots();
        long units = 0;
        long ofPeople = 0;
        for (OrderSeen order : evidence.orders()) {
            int quantity = evidence.plan().quantity(order.press());
            units += quantity;
            ofPeople += evidence.plan().buyer(order.press()) >= bots ? quantity : 0;
        }
        int people = evidence.plan().buyers() - bots;
        double share = (double) people / evidence.plan().buyers();
        String came = String.format(Locale.ROOT, "%,d people and %,d bots: %,d of %,d units went to people, %.2f of "
                + "their share", people, bots, ofPeople, units, units == 0 ? 0 : ofPeople / (units * share));
        Offenders offenders = new Offenders();
        if (ofPeople < LEAST * share * units) {
            offenders.add(() -> came);
        }
        return Finding.of(NAME, WANTED, came, offenders);
    }
}
