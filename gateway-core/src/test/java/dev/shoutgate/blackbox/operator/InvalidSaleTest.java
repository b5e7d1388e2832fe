package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidSaleTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @MethodSource("spoiltFields")
    void refusesAWrongFieldAndPointsAtIt(String field, Object value) {
        assertRefused(phones().with(field, value), "/" + field);
    }

    static Stream<Arguments> spoiltFields() {
        return Stream.of(
                arguments("currency", "yuan"), arguments("currency", "cny"), arguments("currency", "ZZZ"),
                arguments("currency", ""), arguments("items", List.of()), arguments("merchant", ""),
                arguments("merchant", "no spaces"), arguments("merchant", "m".repeat(65)), arguments("title", ""),
                arguments("holdSeconds", -1), arguments("latePayment", "ignore"), arguments("opensAt", "tomorrow"),
                arguments("opensAt", "2098-13-01T00:00:00Z"), arguments("opensAt", "2098-02-30T00:00:00Z"),
                arguments("closesAt", "2098-01-01"), arguments("closesAt", "2098-01-01T00:00:00"),
                arguments("pass", "wanted"), arguments("pass", ""), arguments("pass", true));
    }

    @ParameterizedTest
    @MethodSource("spoiltPassFields")
    void refusesAWrongFieldOfPassesAndPointsAtIt(String field, Object value) {
        assertRefused(phones().with("pass", "required").with(field, value), "/" + field);
    }

    static Stream<Arguments> spoiltPassFields() {
        return Stream.of(
                arguments("passOpensSeconds", -1), arguments("passOpensSeconds", 86_401),
                arguments("passOpensSeconds", 1.5), arguments("passOpensSeconds", "60"),
                arguments("passDifficulty", -1), arguments("passDifficulty", 25), arguments("passDifficulty", "hard"));
    }

    /** Whoever says how hard passes are to get believes that they are wanted. */
    @ParameterizedTest
    @ValueSource(strings = {"passOpensSeconds", "passDifficulty"})
    void refusesWhatIsSaidOfPassesWhereNoneAreWanted(String field) {
        assertRefused(phones().with(field, 15), "/" + field);
        assertRefused(phones().with("pass", null).with(field, 15), "/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"merchant", "title", "currency", "items"})
    void refusesAMissingFieldAndPointsAtIt(String field) {
        assertRefused(phones().without(field), "/" + field);
    }

    @ParameterizedTest
    @MethodSource("spoiltItemFields")
    void refusesAWrongFieldOfAnItemAndPointsAtIt(String field, Object value) {
        assertRefused(phones().withInItem(1, field, value), "/items/1/" + field);
    }

    static Stream<Arguments> spoiltItemFields() {
        return Stream.of(
                arguments("price", -1), arguments("stock", -1), arguments("stock", 1_000_000_001L),
                arguments("limitPerBuyer", 0), arguments("limitPerBuyer", -1), arguments("status", "MAYBE"),
                arguments("status", "on"), arguments("sku", ""), arguments("sku", "s".repeat(65)),
                arguments("sku", "手机"), arguments("sku", "a/b"));
    }

    @Test
    void refusesAWindowThatEndsBeforeItStarts() {
        assertRefused(phones().with("opensAt", "2098-01-02T00:00:00Z").with("closesAt", "2098-01-01T00:00:00Z"), "At");
        assertRefused(phones().with("opensAt", "2098-01-02T00:00:00Z").with("closesAt", "2098-01-02T00:00:00Z"), "At");
    }

    @Test
    void refusesASkuThatComesTwice() {
        assertRefused(SaleDefinition.of(Item.of("phone", 1), Item.of("phone", 2)), "/items");
    }

    @Test
    void listsEveryThingThatIsWrong() {
        SaleDefinition wrong = phones().with("currency", "yuan").withInItem(0, "price", -1);
        String sale = Fresh.sale();
        assertProblem(gateway.operators().define(sale, wrong)).is(422, "invalid-request")
                .pointsAt("/currency").pointsAt("/items/0/price");
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesAFieldOfAnotherType(String field, Object value) {
        String sale = Fresh.sale();
        assertProblem(gateway.operators().define(sale, phones().with(field, value)))
                .isOneOf("400 malformed-request", "422 invalid-request");
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(arguments("title", 5), arguments("currency", List.of("CNY")), arguments("items", "phone"),
                arguments("items", List.of("phone")), arguments("holdSeconds", "900"), arguments("holdSeconds", 1.5),
                arguments("opensAt", true), arguments("opensAt", 1.5), arguments("holdSeconds", 99_999_999_999L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "null", "{", "{\"title\":\"a\",\"title\":\"b\"}"})
    void refusesABodyThatIsNotADefinition(String body) {
        String sale = Fresh.sale();
        assertProblem(gateway.operators().put("/v1/sales/" + sale, body))
                .isOneOf("400 malformed-request", "422 invalid-request");
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
    }

    @ParameterizedTest
    @CsvSource({"currency, XXX", "currency, XAU", "currency, HRK", "merchant, .", "title, a\u0000b",
        "opensAt, 2098-01-01T00:00Z", "opensAt, 2098-01-01T00:00:00+08"})
    void refusesWhatNoShopCouldMean(String field, String value) {
        assertRefused(phones().with(field, value), "/" + field);
    }

    @Test
    void takesNullForWhatMayBeLeftOutAndWholeNumbersHoweverTheyAreWritten() {
        String sale = Fresh.sale();
        Answer answer = gateway.operators().put("/v1/sales/" + sale, "\ufeff{\"merchant\":\"shop-1\",\"title\":\"A\","
                + "\"currency\":\"IDR\",\"opensAt\":\"2098-12-31T23:59:60Z\",\"closesAt\":null,\"latePayment\":null,"
                + "\"holdSeconds\":9e2,\"items\":[{\"sku\":\"a\",\"title\":\"A\",\"price\":1.0,\"stock\":1e1,"
                + "\"limitPerBuyer\":null,\"status\":null}]}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.field("opensAt")).isEqualTo("2099-01-01T00:00:00.000Z");
        assertThat(answer.field("holdSeconds")).isEqualTo("900");
        assertThat(answer.field("currencyExponent")).isEqualTo("2");
        assertThat(answer.json().at("/items/0/limitPerBuyer").intValue()).isEqualTo(1_000_000);
        assertThat(answer.json().at("/items/0/total").intValue()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale%20x", "%2E", "%2e%2e", "%E4%B8%BB", "a%2Fb", "a~b",
        "01234567890123456789012345678901234567890123456789012345678901234"})
    void refusesAnIdThatTheContractDoesNotAllow(String id) {
        Answer answer = gateway.operators().put("/v1/sales/" + id, phones().json());
        assertProblem(answer).isOneOf("422 invalid-request", "400 malformed-request", "404 not-found",
                "404 unknown-sale");
    }

    private static SaleDefinition phones() {
        return SaleDefinition.of(Item.of("phone", 10), Item.of("case", 10));
    }

    private static void assertRefused(SaleDefinition definition, String place) {
        String sale = Fresh.sale();
        assertProblem(gateway.operators().define(sale, definition)).is(422, "invalid-request").pointsAt(place)
                .hasItsPageAt(gateway.operators().api());
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
    }
}
