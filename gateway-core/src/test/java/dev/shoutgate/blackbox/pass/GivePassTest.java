package dev.shoutgate.blackbox.pass;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When challenges and passes are given, to whom, and for which work. */
class GivePassTest {

    private static final int DIFFICULTY = 6;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final String buyer = Fresh.buyer();

    private static SaleDefinition guarded() {
        return SaleDefinition.of(Item.of("phone", 9)).with("pass", "required").with("passDifficulty", DIFFICULTY);
    }

    private static String path(String sale) {
        return "/v1/sales/" + sale + "/pass";
    }

    private static void assertRefused(Answer answer, String reason) {
        assertProblem(answer).is(403, "not-eligible");
        assertThat(answer.field("reason")).isEqualTo(reason);
    }

    @Test
    void saysWhatThereIsToDoAndUntilWhenItCounts() {
        Instant opensAt = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
        String sale = gateway.shop().define(guarded().with("opensAt", opensAt.toString()));
        Answer challenge = gateway.buyers().challenge(sale, buyer);

        assertThat(challenge.status()).as("%s", challenge).isEqualTo(200);
        assertThat(challenge.header("Cache-Control")).contains("no-store");
        assertThat(challenge.json().path("difficulty").intValue()).isEqualTo(DIFFICULTY);
        assertThat(Instant.parse(challenge.field("opensAt"))).isEqualTo(opensAt);
        String text = challenge.field("challenge");
        Answer pass = gateway.buyers().solve(sale, buyer, text, Work.solution(text, DIFFICULTY));
        assertThat(pass.status()).as("%s", pass).isEqualTo(200);
        assertThat(pass.header("Cache-Control")).contains("no-store");
        assertThat(Instant.parse(pass.field("expiresAt"))).as("four hours from the opening")
                .isEqualTo(opensAt.plus(4, ChronoUnit.HOURS));
    }

    @Test
    void givesNoneBeforeItsTimeAndOneThatOutlivesTheWaitAfterIt() {
        Instant opensAt = Instant.now().plusMillis(2_500).truncatedTo(ChronoUnit.MILLIS);
        String sale = gateway.shop().define(guarded().with("opensAt", opensAt.toString()).with("passOpensSeconds", 1));
        for (Answer early : List.of(gateway.buyers().challenge(sale, buyer),
                gateway.buyers().solve(sale, buyer, "x", "y"))) {
            assertProblem(early).is(409, "sale-not-open");
            assertThat(Instant.parse(early.field("opensAt"))).isEqualTo(opensAt);
        }
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20))
                .until(() -> gateway.buyers().challenge(sale, buyer).status() == 200);
        assertThat(Instant.now()).isAfterOrEqualTo(opensAt.minusSeconds(1));
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        assertProblem(gateway.buyers().buy(sale, buyer, "k", BuyRequest.line("phone", 1), pass))
                .is(409, "sale-not-open");
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20))
                .until(() -> gateway.buyers().buy(sale, buyer, "k", BuyRequest.line("phone", 1), pass).status() == 201);
        assertThat(Instant.now()).isAfterOrEqualTo(opensAt);
    }

    /** Nobody knows when the host will shout: no challenge can be had, and so no work be done, before. */
    @Test
    void givesNoneBeforeTheHostOpensASaleWithoutATime() {
        String sale = gateway.shop().define(guarded());
        Answer early = gateway.buyers().challenge(sale, buyer);
        assertProblem(early).is(409, "sale-not-open");
        assertThat(early.json().path("opensAt").isNull()).isTrue();

        gateway.operators().open(sale);
        assertThat(gateway.buyers().challenge(sale, buyer).status()).isEqualTo(200);
        gateway.operators().post("/v1/sales/" + sale + "/pause", Fresh.key());
        assertThat(gateway.buyers().challenge(sale, buyer).status()).as("paused").isEqualTo(200);
        gateway.shop().close(sale);
        assertProblem(gateway.buyers().challenge(sale, buyer)).is(409, "sale-closed");
        assertProblem(gateway.buyers().solve(sale, buyer, "x", "y")).is(409, "sale-closed");
    }

    @Test
    void givesNoneOnceItIsDueToClose() {
        Instant closesAt = Instant.now().plusMillis(600);
        String sale = gateway.shop().open(guarded().with("closesAt", closesAt.toString()));
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20))
                .until(() -> gateway.buyers().challenge(sale, buyer).status() == 409);
        assertThat(Instant.now()).isAfterOrEqualTo(closesAt);
    }

    @Test
    void givesNoneWhereNoneIsWantedOrNoSaleIs() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        assertProblem(gateway.buyers().challenge(sale, buyer)).is(404, "not-found");
        assertProblem(gateway.buyers().solve(sale, buyer, "x", "y")).is(404, "not-found");
        assertProblem(gateway.buyers().challenge("no-such-sale", buyer)).is(404, "unknown-sale");
        assertProblem(gateway.buyers().solve("no-such-sale", buyer, "x", "y")).is(404, "unknown-sale");
    }

    @Test
    void givesNoneToWhomNobodyKnows() {
        String sale = gateway.shop().open(guarded());
        assertProblem(gateway.buyers().api().get(path(sale))).is(401, "unauthenticated");
        assertProblem(gateway.buyers().api().send("POST", path(sale), "{\"challenge\":\"x\",\"solution\":\"y\"}",
                "Content-Type", "application/json")).is(401, "unauthenticated");
    }

    @Test
    void givesAnotherChallengeEachTime() {
        String sale = gateway.shop().open(guarded());
        assertThat(gateway.buyers().challenge(sale, buyer).field("challenge"))
                .isNotEqualTo(gateway.buyers().challenge(sale, buyer).field("challenge"));
    }

    @Test
    void givesNoneForLessWork() {
        String sale = gateway.shop().open(guarded());
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");
        for (int zeroBits = 0; zeroBits <= DIFFICULTY + 2; zeroBits++) {
            long counter = 0;
            while (Work.zeroBits(challenge, Long.toString(counter)) != zeroBits) {
                counter++;
            }
            Answer answer = gateway.buyers().solve(sale, buyer, challenge, Long.toString(counter));
            if (zeroBits < DIFFICULTY) {
                assertRefused(answer, "unsolved");
            } else {
                assertThat(answer.status()).as("%d zero bits: %s", zeroBits, answer).isEqualTo(200);
            }
        }
    }

    @Test
    void givesNoneForAnothersChallengeNorForOneThatWasNotGiven() {
        String sale = gateway.shop().open(guarded().with("passDifficulty", 0));
        String other = gateway.shop().open(guarded().with("passDifficulty", 0));
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");
        String pass = gateway.buyers().solve(sale, buyer, challenge, "any").field("pass");

        assertRefused(gateway.buyers().solve(sale, Fresh.buyer(), challenge, "any"), "forged");
        assertRefused(gateway.buyers().solve(other, buyer, challenge, "any"), "forged");
        assertRefused(gateway.buyers().solve(sale, buyer, pass, "any"), "forged");
        assertRefused(gateway.buyers().solve(sale, buyer, "A".repeat(40), "any"), "forged");
        assertRefused(gateway.buyers().solve(sale, buyer, challenge.substring(1), "any"), "malformed");
        assertRefused(gateway.buyers().solve(sale, buyer, challenge + "\u4e3b", "any"), "malformed");
    }

    @Test
    void takesAnySolutionOfUpTo64VisibleCharactersWhereTheDifficultyIsNone() {
        String sale = gateway.shop().open(guarded().with("passDifficulty", 0));
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");
        for (String solution : List.of("", "0", "~".repeat(64))) {
            Answer given = gateway.buyers().solve(sale, buyer, challenge, solution);
            assertThat(given.status()).as("%s", given).isEqualTo(200);
        }
        for (String solution : List.of("~".repeat(65), "1 2", "\u00e9", "\\u0000", "\\n")) {
            assertRefused(gateway.buyers().solve(sale, buyer, challenge, solution), "malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "[]", "{}", "{\"challenge\":\"x\"}", "{\"solution\":\"x\"}",
        "{\"challenge\":\"x\",\"solution\":1}", "{\"challenge\":null,\"solution\":\"x\"}",
        "{\"challenge\":\"x\",\"solution\":\"y\",\"solution\":\"z\"}"})
    void refusesABodyOfAnotherShape(String body) {
        String sale = gateway.shop().open(guarded());
        assertProblem(gateway.buyers().api().send("POST", path(sale), body, "Content-Type", "application/json",
                "X-Buyer-Id", buyer)).is(400, "malformed-request");
    }

    @Test
    void refusesABodyOfAnotherTypeAndWhatIsNeitherGetNorPost() {
        String sale = gateway.shop().open(guarded());
        assertProblem(gateway.buyers().api().send("POST", path(sale), "x=y", "Content-Type",
                "application/x-www-form-urlencoded", "X-Buyer-Id", buyer)).is(415, "unsupported-media-type");
        Answer put = gateway.buyers().api().send("PUT", path(sale), null, "X-Buyer-Id", buyer);
        assertProblem(put).is(405, "method-not-allowed");
        assertThat(put.header("Allow")).contains("GET, HEAD, POST");
    }
}
