package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.plan.PressPlan;
import java.util.List;
import java.util.stream.Stream;

/** One promise, as a pure function of the evidence. */
public interface Invariant {

    Finding check(Evidence evidence);

    /** Those of a run: all, and one more where bots are about. */
    static List<Invariant> of(PressPlan plan) {
        return plan.bots() == 0 ? all()
                : Stream.concat(all().stream(), Stream.of(new FairShare())).toList();
    }

    /** All that hold in every run, in the order in which reports list them. */
    static List<Invariant> all() {
        return List.of(new StockAddsUp(), new UnitsTaken(), new LimitsHold(), new OrdersReadable(),
                new OneOrderPerKey(), new ReplaysMarked(), new EveryPressAnswered(), new AnswersKnown(),
                new RefusalsTrue(), new AuditAgrees());
    }
}
