package dev.shoutgate.sim.proof;

import java.util.List;

/** One promise, as a pure function of the evidence. */
public interface Invariant {

    Finding check(Evidence evidence);

    /** All of them, in the order in which reports list them. */
    static List<Invariant> all() {
        return List.of(new StockAddsUp(), new UnitsTaken(), new LimitsHold(), new OrdersReadable(),
                new OneOrderPerKey(), new ReplaysMarked(), new EveryPressAnswered(), new AnswersKnown(),
                new RefusalsTrue(), new AuditAgrees());
    }
}
