package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadJsonTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void refusesNoBody() {
        assertProblem(sale.answerToBody("")).is(400, "malformed-request").hasItsPageAt(gateway.buyers().api());
        assertProblem(sale.answerTo(sale.buy().body("").withoutLength())).is(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{", "}", "{\"items\":", "{'items':[]}", "items=phone", "<order/>", " ", "\0",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}]", "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":01}]}", "{\"items\":[{\"sku\":\"phone\",\"quantity\":+1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1,}]}", "{\"items\":[{\"sku\":\"phone\",\"quantity\":NaN}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],}", "{items:[{\"sku\":\"phone\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"ph\none\",\"quantity\":1}]}", "{\"items\":[{\"sku\":\"\\q\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\" \"quantity\":1}]}", "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}/*x*/]}"})
    void refusesWhatIsNotJson(String body) {
        assertProblem(sale.answerToBody(body)).is(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"phone\"", "1", "true", "null", "{\"items\":{}}", "{\"items\":\"phone\"}",
        "{\"items\":1}", "{\"items\":[1]}", "{\"items\":[\"phone\"]}", "{\"items\":[null]}", "{\"items\":[[]]}",
        "{\"items\":[{\"sku\":1,\"quantity\":1}]}", "{\"items\":[{\"sku\":[\"phone\"],\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":\"1\"}]}", "{\"items\":[{\"sku\":\"phone\",\"quantity\":true}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":[1]}]}", "{\"items\":[{\"sku\":\"phone\",\"quantity\":{}}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":7}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":{}}"})
    void refusesJsonOfAnotherShape(String body) {
        assertProblem(sale.answerToBody(body)).is(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":null}", "{\"items\":[{}]}", "{\"items\":[{\"sku\":\"phone\"}]}",
        "{\"items\":[{\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":null}]}", "{\"items\":[{\"sku\":null,\"quantity\":1}]}"})
    void refusesMissingParts(String body) {
        assertProblem(sale.answerToBody(body)).isOneOf("400 malformed-request", "422 invalid-order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "]", ",", "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}]}", "\0"})
    void refusesAnythingAfterTheJson(String garbage) {
        String right = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}]}";
        assertProblem(sale.answerToBody(right + garbage)).is(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"items\":[{\"sku\":\"phone\",\"quantity\":2}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1,\"quantity\":2}]}",
        "{\"items\":[{\"sku\":\"phone\",\"sku\":\"tablet\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"a\",\"channel\":\"b\"}"})
    void refusesAKeyOfTheJsonThatComesTwice(String body) {
        assertProblem(sale.answerToBody(body)).isOneOf("400 malformed-request", "422 invalid-order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"items\":[", "[{\"items\":"})
    void refusesDeepNestingWithoutFalling(String level) {
        int levels = 8 * 1024 / level.length();
        assertProblem(sale.answerToBody(level.repeat(levels))).is(400, "malformed-request");
    }

    @Test
    void refusesInvalidUtf8() {
        String right = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"??\"}";
        byte[] body = right.getBytes(StandardCharsets.US_ASCII);
        for (byte[] bad : new byte[][] {{(byte) 0xC3, 0x28}, {(byte) 0xFF, (byte) 0xFE}, {(byte) 0xC0, (byte) 0x80},
            {'a', (byte) 0xE4}}) {
            System.arraycopy(bad, 0, body, right.indexOf('?'), 2);
            assertProblem(sale.answerTo(sale.buy().body(body))).is(400, "malformed-request");
        }
    }

    @Test
    void refusesUtf16() {
        byte[] body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}]}".getBytes(StandardCharsets.UTF_16);
        assertProblem(sale.answerTo(sale.buy().body(body))).is(400, "malformed-request");
    }

    @Test
    void answersAnUnknownFieldWithAnOrderOrAClearError() {
        Answer answer = sale.answerToBody("{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"coupon\":\"x\"}");
        if (answer.status() == 201) {
            sale.expectHeld(1);
        } else {
            assertProblem(answer).isOneOf("400 malformed-request", "422 invalid-order");
        }
    }
}
