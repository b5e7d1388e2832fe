package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadHeadersTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void refusesAMissingKey() {
        assertProblem(sale.answerTo(sale.buy().without("Idempotency-Key"))).is(400, "idempotency-key-missing")
                .hasItsPageAt(gateway.buyers().api());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\""})
    void refusesAnEmptyKey(String key) {
        assertProblem(sale.answerTo(sale.buy().header("Idempotency-Key", key)))
                .isOneOf("400 idempotency-key-missing", "400 malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ключ", "键", "clé", "two words", "tab\there", "\u0001"})
    void refusesAKeyThatIsNotVisibleAscii(String key) {
        assertProblem(sale.answerTo(sale.buy().header("Idempotency-Key", key))).is(400, "malformed-request");
    }

    @Test
    void takesAKeyOf64CharactersAndRefuses65() {
        Answer tooLong = sale.answerTo(sale.buy().header("Idempotency-Key", "k".repeat(65)));
        assertProblem(tooLong).is(400, "malformed-request");
        Answer tooLongQuoted = sale.answerTo(sale.buy().header("Idempotency-Key", '"' + "k".repeat(65) + '"'));
        assertProblem(tooLongQuoted).is(400, "malformed-request");
        Answer longest = sale.answerTo(sale.buy().header("Idempotency-Key", "k".repeat(64)));
        assertThat(longest.status()).as("%s", longest).isEqualTo(201);
        sale.expectHeld(1);
    }

    @Test
    void takesTheQuotedKeyForTheSameAsTheUnquoted() {
        Answer bare = sale.answerTo(sale.buy().header("X-Buyer-Id", "b").header("Idempotency-Key", "k".repeat(64)));
        Answer quoted = sale.answerTo(
                sale.buy().header("X-Buyer-Id", "b").header("Idempotency-Key", '"' + "k".repeat(64) + '"'));
        assertThat(quoted.status()).as("%s", quoted).isEqualTo(201);
        assertThat(quoted.orderId()).isEqualTo(bare.orderId());
        assertThat(quoted.header("Idempotent-Replayed")).contains("true");
        sale.expectHeld(1);
    }

    @Test
    void takesAKeyWithParametersForTheSameAsWithout() {
        Answer first = sale.answerTo(sale.buy().header("X-Buyer-Id", "b").header("Idempotency-Key", "\"kk\""));
        for (String same : new String[] {"\"kk\";v=1", "kk", "\"kk\"; a=\"x\""}) {
            Answer again = sale.answerTo(sale.buy().header("X-Buyer-Id", "b").header("Idempotency-Key", same));
            assertThat(again.orderId()).as(same).isEqualTo(first.orderId());
        }
        assertProblem(sale.answerTo(sale.buy().header("X-Buyer-Id", "b").header("Idempotency-Key", "\"kk")))
                .is(400, "malformed-request");
        sale.expectHeld(1);
    }

    @Test
    void refusesAMissingBuyer() {
        Answer answer = sale.answerTo(sale.buy().without("X-Buyer-Id"));
        assertProblem(answer).is(401, "unauthenticated").hasItsPageAt(gateway.buyers().api());
        assertThat(answer.header("WWW-Authenticate")).as("no scheme would help").isEmpty();
        assertThat(answer.field("detail")).contains("X-Buyer-Id").contains("proxy");
        assertProblem(sale.answerTo(sale.buy().header("X-Buyer-Id", ""))).is(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "买家", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"})
    void refusesABuyerIdThatIsNot1To64VisibleAsciiCharacters(String buyer) {
        assertProblem(sale.answerTo(sale.buy().header("X-Buyer-Id", buyer)))
                .isOneOf("401 unauthenticated", "400 malformed-request");
    }

    @Test
    void takesEveryVisibleAsciiCharacterInBuyerAndKey() {
        String visible = "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aZ09";
        Answer answer = sale.answerTo(sale.buy().header("X-Buyer-Id", visible).header("Idempotency-Key", visible));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.field("buyerId")).isEqualTo(visible);
        sale.expectHeld(1);
    }

    @Test
    void takesJsonWithACharsetAndInAnyCase() {
        for (String type : new String[] {"application/json; charset=utf-8", "Application/JSON"}) {
            Answer answer = sale.answerTo(sale.buy().header("Content-Type", type));
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        }
        sale.expectHeld(2);
    }

    @Test
    void takesHeaderNamesInAnyCase() {
        Answer answer = sale.answerTo(sale.buy().without("X-Buyer-Id").header("x-buyer-id", "low")
                .without("Idempotency-Key").header("IDEMPOTENCY-KEY", "k")
                .without("Content-Type").header("content-type", "application/json"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.field("buyerId")).isEqualTo("low");
        sale.expectHeld(1);
    }
}
