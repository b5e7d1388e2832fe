package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.press.Answers;
import org.junit.jupiter.api.Test;

/** One order per key. Press 1 repeats press 0, press 3 repeats press 2. */
class KeyInvariantsTest {
    private final EvidenceBuilder evidence = EvidenceBuilder.doublePresses(4);

    @Test
    void theSameOrderForTheSameKeyIsOk() {
        evidence.bought(0, "o1", false).bought(1, "o1", true).refused(2, 409, "sold-out").refused(3, 409, "sold-out");

        assertThat(evidence.check(new OneOrderPerKey()).verdict()).isEqualTo(Verdict.OK);
        assertThat(evidence.check(new OneOrderPerKey()).came()).isEqualTo("2 repeated presses, 1 orders");
        assertThat(evidence.check(new ReplaysMarked()).verdict()).isEqualTo(Verdict.OK);
        assertThat(evidence.check(new ReplaysMarked()).came()).isEqualTo("1 replays marked");
    }

    @Test
    void twoOrdersOfOneKeyAreBroken() {
        evidence.bought(0, "o1", false).bought(1, "o2", false);

        assertThat(evidence.check(new OneOrderPerKey()).offenders()).singleElement().asString()
                .contains("first o1, then o2");
    }

    @Test
    void oneOrderForTwoKeysIsBroken() {
        evidence.bought(0, "o1", false).bought(2, "o1", false);

        assertThat(evidence.check(new OneOrderPerKey()).offenders()).singleElement().asString()
                .contains("got order o1 of key runk00000000");
    }

    @Test
    void aRefusalAfterTheOrderWasToldIsBroken() {
        evidence.bought(0, "o1", false).refused(1, 409, "sold-out");

        assertThat(evidence.check(new OneOrderPerKey()).offenders()).singleElement().asString()
                .contains("first o1, then 409 sold-out");
    }

    @Test
    void aRefusalUnderWayTogetherWithTheOrderMayHaveComeFirst() {
        evidence.bought(0, "o1", false).refused(1, 409, "sold-out");
        Answers.sent(evidence.log, 1, evidence.log.answeredNs(0) - 1);

        assertThat(evidence.check(new OneOrderPerKey()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aRepeatThatIsTurnedAwayAsOverloadedIsOk() {
        evidence.bought(0, "o1", false).refused(1, 503, "overloaded");

        assertThat(evidence.check(new OneOrderPerKey()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anOrderAfterARefusalIsOkSinceRefusalsAreNotRemembered() {
        evidence.refused(0, 409, "sold-out").bought(1, "o1", false);

        assertThat(evidence.check(new OneOrderPerKey()).verdict()).isEqualTo(Verdict.OK);
        assertThat(evidence.check(new ReplaysMarked()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aRepeatThatSaysItIsTheFirstIsBroken() {
        evidence.bought(0, "o1", false).bought(1, "o1", false);

        assertThat(evidence.check(new ReplaysMarked()).offenders()).singleElement().asString()
                .contains("2 of its 201s say that they are the first");
    }

    @Test
    void aKeyWhoseAnswersAllSayRepeatIsBrokenUnlessOneWasLost() {
        evidence.bought(0, "o1", true).bought(1, "o1", true).refused(2, 409, "sold-out").refused(3, 409, "sold-out");
        assertThat(evidence.check(new ReplaysMarked()).offenders()).singleElement().asString()
                .contains("all of its 2 201s say that they are repeats");

        Answers.lost(evidence.log, 0);
        assertThat(evidence.check(new ReplaysMarked()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void theOrderOfTheTwoAnswersDoesNotMatter() {
        evidence.bought(0, "o1", true).bought(1, "o1", false).refused(2, 409, "sold-out").refused(3, 409, "sold-out");

        assertThat(evidence.check(new ReplaysMarked()).verdict()).isEqualTo(Verdict.OK);
    }
}
