package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuyReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"items\":[{\"sku\":\"\\u0070hone\",\"quantity\":2}],\"channel\":\"host-42\"}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":2,\"note\":{\"a\":[1,null]}}],\"channel\":\"host-42\",\"v\":3}",
        "{\"\\u0069tems\":[{\"quantity\":2,\"sku\":\"phone\"}],\"channel\":\"\\u0068ost-42\"}"})
    void readsAllOfJson(String body) {
        assertThat(ReadOrder.read(body)).isEqualTo(new ReadOrder(List.of("2 of phone"), "host-42", null));
    }

    @Test
    void readsTextOfAnyScript() {
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"手机\",\"quantity\":1}],\"channel\":\"主播-\\u4e03😀\"}"))
                .isEqualTo(new ReadOrder(List.of("1 of 手机"), "主播-七😀", null));
    }

    @Test
    void takesNoChannelForNone() {
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":null}").channel()).isEmpty();
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}").channel()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``|no body",
        "[]|no object",
        "null|no object",
        "7|no object",
        "\"x\"|no object",
        "{|not JSON at line 1",
        "{'items':[]}|not JSON at line 1",
        "{\"items\":[]}]|not JSON at line 1",
        "{\"items\":[],\"items\":[]}|not JSON at line 1",
        "{}|\"items\"; it has none",
        "{\"items\":{}}|\"items\"; it has object",
        "{\"items\":null}|\"items\"; it has null",
        "{\"items\":[],\"channel\":7}|\"channel\" must be a string; it has number",
        "{\"items\":[7]}|/items/0 must be an object with a string \"sku\"",
        "{\"items\":[null]}|/items/0 must be an object with a string \"sku\"",
        "{\"items\":[{\"sku\":7,\"quantity\":1}]}|string \"sku\"; it has number",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1},{\"quantity\":1}]}|/items/1 must be an object with a string",
        "{\"items\":[{\"sku\":\"a\"}]}|number \"quantity\"; it has none",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":\"1\"}]}|number \"quantity\"; it has string",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":true}]}|number \"quantity\"; it has boolean"})
    void refusesAnotherShapeAsMalformedAndSaysWhere(String body, String says) {
        Outcome refusal = ReadOrder.read(body).refusal();

        assertThat(refusal.problem).isEqualTo(Problem.MALFORMED_REQUEST);
        assertThat(refusal.detail).contains(says);
        assertThat(refusal.errors).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"items\":[", "{\"items\":[]}]", "{} {}", "{\"items\":NaN}", "{\"items\":[],\"items\":[]}",
        "[[[[[[[[[[[[[[[[[[[[", "{\"a\":1111111111111111111111111111111111111111111111111111111111111111111111}", "{'a':1}",
        "{\"a\":01}", "nil", "{\"a\":\"\n\"}"})
    void saysWhatIsNoJsonWithoutAWordOfItsParser(String body) {
        assertThat(ReadOrder.read(body).refusal().detail).startsWith("The body is not JSON")
                .doesNotContain("`").doesNotContain("Source").doesNotContain("jackson").hasSizeGreaterThan(50);
    }

    /** It may be a password that came there by mistake: so much of it as helps to find it. */
    @Test
    void showsTheBeginningOfAWordThatIsNoJson() {
        assertThat(ReadOrder.read("{\"items\":correctHorseBatteryStaple}").refusal().detail)
                .contains("'correctHorse").doesNotContain("Battery");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        byte[] body = "{\"items\":[{\"sku\":\"a?\",\"quantity\":1}]}".getBytes(StandardCharsets.US_ASCII);
        body[new String(body, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xff;

        assertThat(ReadOrder.read(body).refusal().problem).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void refusesNestingThatNoOrderNeeds() {
        String deep = "{\"items\":" + "[".repeat(4000) + "]".repeat(4000) + "}";

        assertThat(ReadOrder.read(deep).refusal().problem).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "100", "100.0", "2147483648", "100000000000000000000", "1e2", "1e400", "1E999999999",
        "1e-999999999", "-1.0", "0e9"})
    void pointsAtAQuantityThatIsNoWholeNumberFrom1To99(String quantity) {
        assertThat(errors("{\"items\":[{\"sku\":\"a\",\"quantity\":1},{\"sku\":\"b\",\"quantity\":" + quantity + "}]}"))
                .containsExactly(new FieldError("/items/1/quantity", "a whole number from 1 to 99, not " + quantity));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e0, 1", "2.00, 2", "1e1, 10", "1E+1, 10", "990e-1, 99", "0.4e1, 4"})
    void readsAWholeNumberHoweverItIsWritten(String quantity, int units) {
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"a\",\"quantity\":" + quantity + "}]}"))
                .isEqualTo(new ReadOrder(List.of(units + " of a"), "", null));
    }

    @Test
    void refusesAnExponentThatNothingCouldHold() {
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"a\",\"quantity\":1e99999999999}]}").refusal().problem)
                .isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(ReadOrder.read("\ufeff{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}").lines())
                .containsExactly("1 of a");
        assertThat(ReadOrder.read("\ufeff\ufeff{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}").refusal().problem)
                .isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void saysWhatCameInPlaceOfAQuantity() {
        assertThat(errors("{\"items\":[{\"sku\":\"a\",\"quantity\":1.5}]}"))
                .containsExactly(new FieldError("/items/0/quantity", "a whole number from 1 to 99, not 1.5"));
    }

    @Test
    void pointsAtTheSecondLineOfASku() {
        assertThat(errors("{\"items\":[{\"sku\":\"a\",\"quantity\":1},{\"sku\":\"b\",\"quantity\":1},"
                + "{\"sku\":\"\\u0061\",\"quantity\":1}]}"))
                .containsExactly(new FieldError("/items/2/sku",
                        "the same SKU as in /items/0; ask for all units in one line"));
    }

    @Test
    void pointsAtTheSecondLineOfASkuAlsoBehindALineThatIsWrong() {
        assertThat(errors("{\"items\":[{\"sku\":\"x\",\"quantity\":0},{\"sku\":\"a\",\"quantity\":1},"
                + "{\"sku\":\"a\",\"quantity\":1}]}"))
                .containsExactly(new FieldError("/items/0/quantity", "a whole number from 1 to 99, not 0"),
                        new FieldError("/items/2/sku", "the same SKU as in /items/1; ask for all units in one line"));
    }

    @Test
    void refusesNoLinesAndSeventeen() {
        assertThat(errors("{\"items\":[]}")).containsExactly(new FieldError("/items", "1 to 16 lines, not 0"));
        assertThat(ReadOrder.read(lines(16)).isGood()).isTrue();
        assertThat(errors(lines(17))).containsExactly(new FieldError("/items", "1 to 16 lines, not 17"));
        assertThat(errors(lines(200))).containsExactly(new FieldError("/items", "1 to 16 lines, not 200"));
    }

    @Test
    void refusesAChannelOfMoreThan256Bytes() {
        String body = "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":\"%s\"}";

        assertThat(ReadOrder.read(body.formatted("主".repeat(85) + "a")).channel()).hasSize(86);
        assertThat(errors(body.formatted("主".repeat(85) + "ab")))
                .containsExactly(new FieldError("/channel", "at most 256 bytes of UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\u0000", "\\ud800", "\\udc00a", "\\udc00\\ud800"})
    void refusesAChannelThatNoStoreCouldTake(String channel) {
        assertThat(errors("{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":\"" + channel + "\"}"))
                .extracting(FieldError::pointer).containsExactly("/channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "a\\nb", "\\u007f"})
    void takesAnyOtherText(String channel) {
        assertThat(ReadOrder.read("{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":\"" + channel + "\"}")
                .channel()).isNotEmpty();
    }

    @Test
    void remembersNothingOfARequestThatWasWrong() {
        BuyReader reader = new BuyReader();
        BuyForm form = new BuyForm();
        byte[] wrong = "{\"items\":[{\"sku\":\"a\",\"quantity\":0}],\"channel\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        byte[] good = "{\"items\":[{\"sku\":\"\\u0061\",\"quantity\":3}]}".getBytes(StandardCharsets.UTF_8);
        Outcome outcome = new Outcome(ignored -> { });

        assertThat(reader.read(wrong, wrong.length, form, outcome)).isFalse();
        outcome.clear();
        assertThat(reader.read(good, good.length, form, outcome)).isTrue();
        assertThat(outcome.problem).isNull();
        assertThat(form.lineCount).isEqualTo(1);
        assertThat(form.notes.channel.isEmpty()).isTrue();
    }

    @Test
    void answersAnyBytesAtAllWithAnOrderOrARefusal() {
        forAll(1_000, draws -> {
            ReadOrder read = ReadOrder.read(draws.bytes(0, 255));

            assertThat(read.isGood() || read.refusal().problem == Problem.MALFORMED_REQUEST
                    || read.refusal().problem == Problem.INVALID_ORDER).isTrue();
        });
    }

    private static List<FieldError> errors(String body) {
        Outcome refusal = ReadOrder.read(body).refusal();
        assertThat(refusal.problem).isEqualTo(Problem.INVALID_ORDER);
        return refusal.errors;
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"sku\":\"\\u0073" + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
