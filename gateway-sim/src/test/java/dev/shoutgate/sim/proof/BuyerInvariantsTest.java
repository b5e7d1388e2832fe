package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.ReadBack;
import org.junit.jupiter.api.Test;

/** The promises to a buyer: a limit, an order that can be read, an answer, and one that the contract knows. */
class BuyerInvariantsTest {
    private final EvidenceBuilder evidence = EvidenceBuilder.ofPresses(3);

    @Test
    void twoUnitsWithALimitOfTwoAreOk() {
        EvidenceBuilder greedy = EvidenceBuilder.greedy();
        greedy.readable("o1", 0).readable("o2", 1);

        Finding finding = greedy.check(new LimitsHold());
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("1 buyers with units, the most 2");
    }

    @Test
    void threeUnitsWithALimitOfTwoAreBroken() {
        EvidenceBuilder greedy = EvidenceBuilder.greedy();
        greedy.readable("o1", 0).readable("o2", 1).readable("o3", 2);

        assertThat(greedy.check(new LimitsHold()).offenders()).singleElement().asString()
                .contains("has 3, limit 2, with order o3");
    }

    @Test
    void unitsOfAnExpiredOrderDoNotCountAgainstTheLimit() {
        EvidenceBuilder greedy = EvidenceBuilder.greedy();
        greedy.read("o1", 0, greedy.order("o1", 0, "EXPIRED", 100)).readable("o2", 1).readable("o3", 2);

        assertThat(greedy.check(new LimitsHold()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anOrderThatReadsAsItWasAnsweredIsOk() {
        evidence.bought(0, "o1", false).readable("o1", 0);

        Finding finding = evidence.check(new OrdersReadable());
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("1 201s, 1 orders read");
    }

    @Test
    void anOrderThatIsNotThereIsBroken() {
        evidence.bought(0, "o1", false).orders.add(new OrderSeen("o1", 0, new ReadBack(404, "{unknown-order}"), null));

        assertThat(evidence.check(new OrdersReadable()).offenders()).containsExactly(
                "press 0 (1 x phone, buyer runb00000000, key runk00000000): "
                        + "order o1 is not readable: 404 {unknown-order}");
    }

    @Test
    void anOrderThatReadsWithAnotherPriceIsBroken() {
        evidence.bought(0, "o1", false).read("o1", 0, evidence.order("o1", 0, "HELD", 99));

        assertThat(evidence.check(new OrdersReadable()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void anOrderThatReadsAsAnothersIsBroken() {
        evidence.bought(0, "o1", false).read("o1", 0, evidence.order("o1", 1, "HELD", 100));

        assertThat(evidence.check(new OrdersReadable()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void anOrderThatNobodyEndedMustStand() {
        OrderView expired = evidence.order("o1", 0, "EXPIRED", 100);
        evidence.bought(0, "o1", false).read("o1", 0, expired);
        assertThat(evidence.check(new OrdersReadable()).offenders()).singleElement().asString().contains("EXPIRED");

        evidence.own = false;
        assertThat(evidence.check(new OrdersReadable()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aBodyOf201ThatIsNotWhatWasAskedForIsBroken() {
        evidence.bought(0, new Bought("o1", "phone", 2, 100, 200, false))
                .bought(1, new Bought("o2", "phone", 1, 99, 99, false))
                .bought(2, new Bought("o3", "phone", 1, 100, 101, false));

        assertThat(evidence.check(new OrdersReadable()).offenders()).hasSize(3)
                .anySatisfy(it -> assertThat(it).contains("the 201 says 2 x phone"))
                .anySatisfy(it -> assertThat(it).contains("the price is 100, the 201 says 99"))
                .anySatisfy(it -> assertThat(it).contains("the 201 says total 101 for 1 x 100"));
    }

    @Test
    void a201WithoutAnOrderIdIsBroken() {
        evidence.bought(0, (String) null, false);

        assertThat(evidence.check(new OrdersReadable()).offenders()).singleElement().asString()
                .contains("a 201 without an orderId");
    }

    @Test
    void aPressWithoutAnAnswerIsBroken() {
        evidence.bought(0, "o1", false).refused(1, 409, "sold-out");
        Answers.lost(evidence.log, 2);

        Finding finding = evidence.check(new EveryPressAnswered());
        assertThat(finding.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(finding.offenders()).singleElement().asString().contains("no answer, 1 connections broke");
    }

    @Test
    void aPressThatLearnedItsAnswerAfterALossIsOk() {
        Answers.lost(evidence.log, 2);
        evidence.bought(0, "o1", false).refused(1, 409, "sold-out").bought(2, "o2", true);

        Finding finding = evidence.check(new EveryPressAnswered());
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("3 answered, 1 of them after a lost answer");
    }

    @Test
    void refusalsOfTheContractAreKnown() {
        evidence.refused(0, 409, "sold-out").refused(1, 503, "overloaded").refused(2, 429, "rate-limited");

        assertThat(evidence.check(new AnswersKnown()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anyOtherAnswerIsBroken() {
        evidence.refused(0, 500, "oops").refused(1, 400, "malformed-request").refused(2, 503, "sold-out");

        assertThat(evidence.check(new AnswersKnown()).offenderCount()).isEqualTo(3);
    }

    @Test
    void onlyTheFirstFewOffendersAreNamed() {
        EvidenceBuilder many = EvidenceBuilder.ofPresses(50);
        for (int press = 0; press < 50; press++) {
            many.refused(press, 500, "oops");
        }

        Finding finding = many.check(new AnswersKnown());
        assertThat(finding.offenders()).hasSize(Offenders.NAMED);
        assertThat(finding.offenderCount()).isEqualTo(50);
    }
}
