package dev.shoutgate.blackbox.pass;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale that wants passes sells one order for each, and to nobody else. */
class BuyWithPassTest {

    private static final String ONE = BuyRequest.line("phone", 1);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final String buyer = Fresh.buyer();

    static SaleDefinition guarded(Item... items) {
        return SaleDefinition.of(items).with("pass", "required").with("passDifficulty", 3);
    }

    private static String open() {
        return gateway.shop().open(guarded(Item.of("phone", 100).limit(50)));
    }

    private static Answer buy(String sale, String buyer, String key, String pass) {
        return gateway.buyers().buy(sale, buyer, key, ONE, pass);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertProblem(answer).is(403, "not-eligible");
        assertThat(answer.field("reason")).isEqualTo(reason);
    }

    @Test
    void sellsToWhoeverWorkedForAPass() {
        String sale = open();
        Answer order = buy(sale, buyer, "k", Work.pass(gateway.buyers(), sale, buyer));

        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(100, 99, 1, 0));
    }

    @Test
    void sellsToNobodyWithoutOne() {
        String sale = open();

        assertProblem(gateway.buyers().buy(sale, buyer, "k", ONE)).is(403, "not-eligible")
                .hasItsPageAt(gateway.buyers().api());
        assertRefused(gateway.buyers().buy(sale, buyer, "k", ONE), "missing");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(100, 100, 0, 0));
    }

    @Test
    void sellsOneOrderForEach() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        String orderId = buy(sale, buyer, "k1", pass).orderId();
        Answer again = buy(sale, buyer, "k2", pass);

        assertRefused(again, "used");
        assertThat(again.orderId()).isEqualTo(orderId);
        assertThat(buy(sale, buyer, "k2", Work.pass(gateway.buyers(), sale, buyer)).status()).isEqualTo(201);
    }

    /** One piece of work is one pass: whoever sends its solution twice has the same right twice. */
    @Test
    void sellsOneOrderForEachChallengeHoweverOftenItIsSolved() {
        String sale = open();
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");
        String solution = Work.solution(challenge, 3);
        String first = gateway.buyers().solve(sale, buyer, challenge, solution).field("pass");
        String second = gateway.buyers().solve(sale, buyer, challenge, solution).field("pass");

        assertThat(buy(sale, buyer, "k1", first).status()).isEqualTo(201);
        assertRefused(buy(sale, buyer, "k2", second), "used");
    }

    @Test
    void answersARepeatedKeyWhateverPassComesWithIt() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        String orderId = buy(sale, buyer, "k", pass).orderId();

        List<Answer> again = List.of(buy(sale, buyer, "k", pass), gateway.buyers().buy(sale, buyer, "k", ONE),
                buy(sale, buyer, "k", "rubbish"), buy(sale, buyer, "k", Work.pass(gateway.buyers(), sale, buyer)));

        assertThat(again).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.orderId()).isEqualTo(orderId);
            assertThat(answer.header("Idempotent-Replayed")).contains("true");
        });
    }

    @Test
    void keepsAPassUsedWhoseOrderWasGivenBack() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        String orderId = buy(sale, buyer, "k1", pass).orderId();
        assertThat(gateway.buyers().cancel(orderId, buyer).status()).isEqualTo(200);

        assertRefused(buy(sale, buyer, "k2", pass), "used");
    }

    /** Whoever takes and gives back all day has an index of passes, which must know the first ones too. */
    @Test
    void knowsEveryPassOfWhoHasManyOrders() {
        String sale = open();
        List<String> passes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            passes.add(Work.pass(gateway.buyers(), sale, buyer));
            assertThat(buy(sale, buyer, "k" + i, passes.get(i)).status()).isEqualTo(201);
        }

        assertThat(passes).allSatisfy(pass -> assertRefused(buy(sale, buyer, Fresh.key(), pass), "used"));
    }

    @Test
    void sellsNothingForAnothersPassNorForThatOfAnotherSale() {
        String sale = open();
        String other = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);

        assertRefused(buy(sale, Fresh.buyer(), "k", pass), "forged");
        assertRefused(buy(other, buyer, "k", pass), "forged");
        assertThat(buy(sale, buyer, "k", pass).status()).isEqualTo(201);
    }

    /** They belong to the sale's id. What work there is to do is as the sale says now. */
    @Test
    void takesPassesOfBeforeItsSaleWasDefinedAnewAndNoSolutionThatIsTooLittleNow() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");
        int counter = 0;
        while (Work.zeroBits(challenge, Integer.toString(counter)) != 3) {
            counter++;
        }
        SaleDefinition harder = guarded(Item.of("phone", 7)).with("passDifficulty", 12);
        assertThat(gateway.operators().define(sale, harder).status()).isEqualTo(201);
        gateway.operators().open(sale);

        assertRefused(gateway.buyers().solve(sale, buyer, challenge, Integer.toString(counter)), "unsolved");
        Answer order = buy(sale, buyer, "k", pass);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(7, 6, 1, 0));
    }

    @Test
    void sellsNothingForAChallenge() {
        String sale = gateway.shop().open(guarded(Item.of("phone", 9)).with("passDifficulty", 0));
        String challenge = gateway.buyers().challenge(sale, buyer).field("challenge");

        assertRefused(buy(sale, buyer, "k", challenge), "forged");
    }

    @Test
    void sellsNothingForAPassOfWhichAnyBitWasChanged() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);
        for (int i = 0; i < pass.length(); i++) {
            char other = pass.charAt(i) == 'A' ? 'B' : 'A';
            String changed = pass.substring(0, i) + other + pass.substring(i + 1);
            assertRefused(buy(sale, buyer, "k", changed), "forged");
        }
        assertThat(buy(sale, buyer, "k", pass).status()).isEqualTo(201);
    }

    @Test
    void saysWhatIsNoPassAtAll() {
        String sale = open();
        String pass = Work.pass(gateway.buyers(), sale, buyer);

        for (String none : List.of("x", pass + "A", pass.substring(1), pass.replaceFirst(".", "*"), pass + "=",
                pass.replaceFirst(".", "é"))) {
            assertRefused(send(BuyRequest.of(sale, "phone").header("Sale-Pass", none)), "malformed");
        }
        assertRefused(send(BuyRequest.of(sale, "phone").header("Sale-Pass", "")), "missing");
        // Two are none: nobody knows which is meant.
        BuyRequest twice = BuyRequest.of(sale, "phone").header("X-Buyer-Id", buyer)
                .header("Sale-Pass", pass).header("sale-pass", pass);
        assertRefused(send(twice), "malformed");
    }

    @Test
    void asksNobodyForAPassWhereNoneIsWanted() {
        String sale = gateway.shop().open(Item.of("phone", 1));

        assertThat(buy(sale, buyer, "k", "rubbish").status()).isEqualTo(201);
    }

    private static Answer send(BuyRequest request) {
        try (RawHttp connection = gateway.connect()) {
            return connection.exchange(request);
        }
    }
}
