package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.plan.Bots;
import org.junit.jupiter.api.Test;

class FairShareTest {

    /** 8 bots, who press first, and 2 people. */
    private final EvidenceBuilder run = EvidenceBuilder.withBots(2, new Bots(8, 1, 1, 0));

    private Finding sold(int toBots, int toPeople) {
        int bots = 0;
        int people = 0;
        for (int press = 0; press < run.plan.count(); press++) {
            boolean isBot = run.plan.buyer(press) < run.plan.bots();
            if (isBot ? bots++ < toBots : people++ < toPeople) {
                run.readable("o" + press, press);
            }
        }
        return run.check(new FairShare());
    }

    @Test
    void isThereWhereBotsAreAbout() {
        assertThat(Invariant.of(run.plan)).hasSize(Invariant.all().size() + 1);
        assertThat(Invariant.of(EvidenceBuilder.ofPresses(1).plan)).hasSameSizeAs(Invariant.all());
    }

    @Test
    void holdsWherePeopleHaveTheirShare() {
        Finding finding = sold(4, 1);

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("2 people and 8 bots: 1 of 5 units went to people, 1.00 of their share");
    }

    @Test
    void isBrokenWhereBotsHaveIt() {
        assertThat(sold(5, 1).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void holdsWhereNothingWasSold() {
        assertThat(sold(0, 0).verdict()).isEqualTo(Verdict.OK);
    }
}
