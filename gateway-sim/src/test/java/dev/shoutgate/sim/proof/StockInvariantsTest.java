package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.gateway.AuditView;
import dev.shoutgate.sim.gateway.ItemView;
import org.junit.jupiter.api.Test;

/** The promises about units: they add up, they are the ones that buyers have, and a refusal was true. */
class StockInvariantsTest {
    private final EvidenceBuilder evidence = EvidenceBuilder.ofPresses(3);

    @Test
    void stockThatAddsUpIsOk() {
        evidence.during.add(EvidenceBuilder.sale(9, 1));
        evidence.after = EvidenceBuilder.sale(8, 2);

        Finding finding = evidence.check(new StockAddsUp());
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("3 views, 1 of them under load");
    }

    @Test
    void stockThatDoesNotAddUpUnderLoadIsBrokenEvenIfItDoesAfterwards() {
        evidence.during.add(EvidenceBuilder.sale(new ItemView("phone", 100, 10, 9, 2, 0, 2, "ON")));
        evidence.after = EvidenceBuilder.sale(8, 2);

        Finding finding = evidence.check(new StockAddsUp());
        assertThat(finding.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(finding.offenders()).containsExactly(
                "during: phone: total 10, available 9 + held 2 + sold 0 = 11");
    }

    @Test
    void negativeStockIsBrokenEvenIfItAddsUp() {
        evidence.after = EvidenceBuilder.sale(new ItemView("phone", 100, 10, -1, 11, 0, 2, "ON"));

        assertThat(evidence.check(new StockAddsUp()).offenders()).singleElement().asString().contains("negative stock");
    }

    @Test
    void aTotalThatChangedByItselfIsBroken() {
        evidence.after = EvidenceBuilder.sale(9, 2);
        assertThat(evidence.check(new StockAddsUp()).offenders()).containsExactly("after: phone: total was 10, is 11");

        evidence.own = false;
        assertThat(evidence.check(new StockAddsUp()).verdict()).as("someone may have restocked").isEqualTo(Verdict.OK);
    }

    @Test
    void aSaleThatCannotBeReadAfterwardsIsBroken() {
        assertThat(evidence.check(new StockAddsUp()).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(evidence.check(new UnitsTaken()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void unitsInOrdersThatTheGatewayCountsTooAreOk() {
        twoBought().after = EvidenceBuilder.sale(new ItemView("phone", 100, 10, 8, 1, 1, 2, "ON"));

        Finding finding = evidence.check(new UnitsTaken());
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.came()).isEqualTo("phone 2 = 2");
    }

    @Test
    void aUnitMoreOrLessThanBuyersWereToldIsBroken() {
        twoBought().after = EvidenceBuilder.sale(9, 1);
        assertThat(evidence.check(new UnitsTaken()).offenders())
                .containsExactly("phone: 201s name 2 units, the gateway says 1");

        evidence.after = EvidenceBuilder.sale(7, 3);
        assertThat(evidence.check(new UnitsTaken()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void unitsInASaleOfOthersAreNotJudged() {
        twoBought().after = EvidenceBuilder.sale(3, 7);
        evidence.own = false;

        assertThat(evidence.check(new UnitsTaken()).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(evidence.refused(2, 409, "sold-out").check(new RefusalsTrue()).verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void soldOutWithNothingLeftIsTrue() {
        evidence.refused(2, 409, "sold-out").after = EvidenceBuilder.sale(0, 10);

        assertThat(evidence.check(new RefusalsTrue()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void soldOutWithAUnitLeftIsALie() {
        evidence.refused(2, 409, "sold-out").after = EvidenceBuilder.sale(1, 9);

        Finding finding = evidence.check(new RefusalsTrue());
        assertThat(finding.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(finding.offenders()).singleElement().asString()
                .startsWith("press 2 (1 x phone, buyer runb00000002, key runk00000002)").contains("1 were left");
    }

    @Test
    void aLimitMetByABuyerOfOneUnitIsALie() {
        evidence.refused(2, 409, "limit-reached").after = EvidenceBuilder.sale(10, 0);

        assertThat(evidence.check(new RefusalsTrue()).offenders()).singleElement().asString()
                .contains("the buyer asked for 1 in all, limit 2");
    }

    @Test
    void aLimitMetByABuyerOfThreeUnitsIsTrue() {
        EvidenceBuilder greedy = EvidenceBuilder.greedy().refused(2, 409, "limit-reached");
        greedy.after = EvidenceBuilder.sale(8, 2);

        assertThat(greedy.check(new RefusalsTrue()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aClosedSaleThatNobodyClosedIsALie() {
        evidence.refused(2, 409, "sale-closed").after = EvidenceBuilder.sale(10, 0);

        assertThat(evidence.check(new RefusalsTrue()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void anAuditThatSaysNotOkIsBrokenAndShown() {
        evidence.audit = new AuditView(false, "{\"ok\":false,\"items\":[\"phone\"]}");
        assertThat(evidence.check(new AuditAgrees()).offenders())
                .containsExactly("{\"ok\":false,\"items\":[\"phone\"]}");

        evidence.audit = null;
        assertThat(evidence.check(new AuditAgrees()).verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void anAuditThatSaysOkIsOk() {
        assertThat(evidence.check(new AuditAgrees()).verdict()).isEqualTo(Verdict.OK);
    }

    private EvidenceBuilder twoBought() {
        return evidence.bought(0, "o1", false).bought(1, "o2", false).readable("o1", 0).readable("o2", 1);
    }
}
