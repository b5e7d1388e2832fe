package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView;
import dev.shoutgate.sim.gateway.HistoryView.Act;
import dev.shoutgate.sim.gateway.HistoryView.Kind;
import dev.shoutgate.sim.proof.Evidence;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Invariant;
import dev.shoutgate.sim.proof.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a show knows when it judges: what any run knows, what the host did, and what the gateway says the host did.
 *
 * @param opened whether the show went on past the opening
 */
public record ShowEvidence(Evidence run, List<Performed> performed, HistoryView history, boolean opened) {

    public ShowEvidence {
        performed = List.copyOf(performed);
    }

    /** The acts that the history must list, in their order. */
    List<Cue> expected() {
        List<Cue> expected = new ArrayList<>(List.of(Cue.of(Kind.DEFINE, 0)));
        if (opened) {
            expected.add(Cue.of(Kind.OPEN, 0));
        }
        performed.stream().filter(Performed::done).map(Performed::cue).forEach(expected::add);
        return expected;
    }

    /** The sequence of the first act of this kind, or the other value where there is none. */
    long sequenceOf(Kind kind, long otherwise) {
        return history.acts().stream().filter(act -> act.kind() == kind).mapToLong(Act::sequence).findFirst()
                .orElse(otherwise);
    }

    /** Judges the show: the promises that every run checks, as far as they can be judged, and those of the show. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(Invariant.all().stream().map(invariant -> invariant.check(run))
                .filter(finding -> finding.verdict() != Verdict.SKIPPED).toList());
        findings.add(ActsListed.check(this));
        findings.add(PricesInForce.check(this));
        findings.add(NothingSoldWhileShut.check(this));
        findings.add(StockAsScripted.check(this));
        return findings;
    }
}
