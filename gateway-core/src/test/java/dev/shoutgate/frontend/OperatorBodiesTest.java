package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every body of an operator's act: what it may be, what it stands for when it is missing, and what is refused. */
class OperatorBodiesTest {

    private static final Operator DESK = new Operator("desk", null, "k");

    private final FieldReader fields = new FieldReader();

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 1_000_000_000, -1_000_000_000})
    void readsARestock(long quantity) throws NotJsonException {
        assertThat(ItemReader.restock(fields, request("{\"quantity\":" + quantity + "}")).of(3, DESK))
                .isEqualTo(new Wish.Restock(3, "phone", quantity, DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000000001", "-1000000001", "1.5", "1.1e9", "1e400", "\"1\"", "null", "true",
        "100000000000000000000"})
    void refusesARestockOfNothingOrTooMuch(String quantity) throws NotJsonException {
        ItemReader.restock(fields, request("{\"quantity\":" + quantity + "}"));

        assertThat(pointers()).containsExactly("/quantity");
    }

    @ParameterizedTest
    @CsvSource({"1.50", "1e-3", "0.1e1000", "1.0E+10", "-2.50"})
    void showsANumberThatItRefusesAsItWasSent(String quantity) throws NotJsonException {
        ItemReader.restock(fields, request("{\"quantity\":" + quantity + "}"));

        assertThat(fields.errors()).extracting(FieldError::detail).singleElement().asString()
                .endsWith(", not " + quantity);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e2, 100", "-5.00, -5", "1E9, 1000000000"})
    void readsARestockHoweverItsNumberIsWritten(String quantity, long units) throws NotJsonException {
        assertThat(ItemReader.restock(fields, request("\ufeff{\"quantity\":" + quantity + "}")).of(3, DESK))
                .isEqualTo(new Wish.Restock(3, "phone", units, DESK));
    }

    /** Whatever JSON calls a number is read as the same number, or refused as it stands there, and never takes long. */
    @Test
    void answersAnyNumberAtAll() {
        forAll(2_000, draws -> {
            String number = (draws.flip() ? "" : "-") + draws.between(0, 1_000)
                    + (draws.flip() ? "" : "." + draws.text(1, 9, "0123456789"))
                    + (draws.flip() ? "" : draws.of("e", "E+", "e-") + draws.text(1, 13, "0123456789"));
            Long units = JsonReading.whole(numberOf(number));

            assertThat(units).as(number).isEqualTo(wholeOf(number));
        });
    }

    private static JsonNode numberOf(String number) {
        try {
            byte[] body = ("{\"quantity\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
            JsonNode node = JsonReading.object(body, body.length).get("quantity");
            assertThat(node.isFloatingPointNumber() ? node.asText() : number).isEqualTo(number);
            return node;
        } catch (NotJsonException exponentThatNothingCouldHold) {
            return null;
        }
    }

    private static Long wholeOf(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            boolean small = value.signum() == 0 || value.precision() - (long) value.scale() <= 19;
            return small ? (Long) value.longValueExact() : null;
        } catch (ArithmeticException | NumberFormatException noWholeNumber) {
            return null;
        }
    }

    @Test
    void refusesARestockThatDoesNotSayHowMany() throws NotJsonException {
        ItemReader.restock(fields, request("{\"amount\":1}"));

        assertThat(pointers()).containsExactly("/amount", "/quantity");
    }

    @Test
    void readsANewItemAsADefinitionDoes() throws NotJsonException {
        ItemReader.ItemWish read = ItemReader.newItem(fields, request("{\"sku\":\"case\",\"title\":\"Case\",\"price\":100,"
                + "\"stock\":5,\"limitPerBuyer\":2,\"status\":\"OFF\"}"));

        assertThat(read.of(3, DESK))
                .isEqualTo(new Wish.AddItem(3, new ItemDefinition("case", "Case", 100, 5, 2, false), DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void pointsAtEverythingThatIsWrongWithANewItem() throws NotJsonException {
        ItemReader.newItem(fields, request("{\"sku\":\"a b\",\"price\":-1,\"stock\":1000000001,\"limitPerBuyer\":0,"
                + "\"status\":\"on\",\"colour\":1}"));

        assertThat(pointers()).containsExactlyInAnyOrder(
                "/sku", "/title", "/price", "/stock", "/limitPerBuyer", "/status", "/colour");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"price\":0} | 0 | |", "{\"price\":1000000000000} | 1000000000000 | |", "{\"limitPerBuyer\":1} | | 1 |",
        "{\"limitPerBuyer\":1000000} | | 1000000 |", "{\"status\":\"ON\"} | | | true", "{\"status\":\"OFF\"} | | | false",
        "{\"price\":1e3,\"limitPerBuyer\":null} | 1000 | |", "{\"limitPerBuyer\":2.0,\"status\":null} | | 2 |",
        "{\"price\":1,\"limitPerBuyer\":2,\"status\":\"OFF\"} | 1 | 2 | false"})
    void changesWhatIsNamedAndNothingElse(String body, Long price, Integer limit, Boolean on) throws NotJsonException {
        assertThat(ItemReader.change(fields, request(body)).of(3, DESK))
                .isEqualTo(new Wish.ChangeItem(3, "phone", new ItemDefinition.Change(price, limit, on), DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void changesWhatIsSaidOfAnItemAndTakesAwayWhatIsNull() throws NotJsonException {
        assertThat(ItemReader.change(fields, request("{\"title\":\"<b>灯</b>\",\"image\":\"/1.png\",\"listPrice\":5,"
                + "\"onAt\":\"2026-11-22T20:00:00Z\",\"offAt\":1795381200}")).of(3, DESK))
                .isEqualTo(new Wish.ChangeItem(3, "phone", new ItemDefinition.Change(null, null, null, "<b>灯</b>",
                        "/1.png", 5L, 1_795_377_600_000L, 1_795_381_200_000L), DESK));
        assertThat(ItemReader.change(fields, request("{\"title\":null,\"image\":null,\"listPrice\":null,"
                + "\"onAt\":null,\"offAt\":null}")).of(3, DESK))
                .isEqualTo(new Wish.ChangeItem(3, "phone", new ItemDefinition.Change(null, null, null, null, "",
                        Description.NO_LIST_PRICE, SaleDefinition.NEVER, SaleDefinition.NEVER), DESK));
        assertThat(ItemReader.change(fields, request("{\"image\":null}")).of(3, DESK)).isEqualTo(new Wish.ChangeItem(3,
                "phone", new ItemDefinition.Change(null, null, null, null, "", null, null, null), DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void changesWhatIsSaidOfASaleAndTakesAwayWhatIsNull() {
        SaleDefinitionReader reader = new SaleDefinitionReader(fields);
        assertThat(reader.readChange(json("{\"title\":\"今晚\",\"opensAt\":7,\"closesAt\":\"1970-01-01T00:00:09Z\","
                + "\"featured\":\"phone\",\"notice\":\"<i>Soon</i>\",\"checkoutUrl\":\"/pay/{orderId}\"}")))
                .isEqualTo(new SaleDefinition.Change("今晚", 7_000L, 9_000L, "phone", "<i>Soon</i>", "/pay/{orderId}"));
        assertThat(reader.readChange(json("{\"opensAt\":null,\"closesAt\":null,\"featured\":null,\"notice\":null,"
                + "\"checkoutUrl\":null}"))).isEqualTo(new SaleDefinition.Change(null, SaleDefinition.NEVER,
                        SaleDefinition.NEVER, "", "", ""));
        assertThat(reader.readChange(json("{\"notice\":null}")))
                .isEqualTo(new SaleDefinition.Change(null, null, null, null, "", null));
        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"title | null", "title | \"\"", "title | 7", "opensAt | \"soon\"",
        "opensAt | 1.5", "closesAt | true", "featured | \"a b\"", "featured | \"\"", "featured | 7", "notice | \"\"",
        "notice | \"  \"", "notice | []", "notice | \"a\\u0000b\"", "notice | \"\\ud800\"", "checkoutUrl | \"\"",
        "checkoutUrl | \"https:///pay\"", "checkoutUrl | \"//pay.example\"", "checkoutUrl | \"javascript:pay()\"",
        "checkoutUrl | 7", "price | 5", "holdSeconds | 5"})
    void refusesAWrongChangeOfASaleAndPointsAtIt(String field, String value) {
        new SaleDefinitionReader(fields).readChange(json("{\"" + field + "\":" + value + "}"));

        assertThat(pointers()).containsExactly("/" + field);
    }

    @Test
    void refusesANoticeThatIsTooLongAndAChangeOfASaleThatNamesNothing() {
        SaleDefinitionReader reader = new SaleDefinitionReader(fields);
        reader.readChange(json("{\"notice\":\"" + "字".repeat(341) + "\"}"));
        assertThat(pointers()).isEmpty();
        reader.readChange(json("{\"notice\":\"" + "字".repeat(342) + "\"}"));
        assertThat(pointers()).containsExactly("/notice");
        reader.readChange(json("{}"));
        assertThat(pointers()).containsExactly("/notice", "");
    }

    private static JsonNode json(String body) {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonReading.object(utf8, utf8.length);
        } catch (NotJsonException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "title | \"\"", "title | 7", "image | \"\"", "image | \"javascript:alert(1)\"", "image | \"//host/1.png\"",
        "image | \"data:image/png;base64,AA\"", "image | \"http://a.example/1.png\"", "image | 7",
        "listPrice | -1", "listPrice | 1000000000001", "listPrice | 1.5", "listPrice | \"5\"",
        "onAt | \"soon\"", "onAt | -1", "offAt | \"2026-13-01T00:00:00Z\"", "offAt | {}",
        "price | -1", "price | 1000000000001", "price | 1.5", "price | \"1\"",
        "limitPerBuyer | 0", "limitPerBuyer | 1000001", "limitPerBuyer | \"2\"",
        "status | \"on\"", "status | true"})
    void refusesAWrongChangeAndPointsAtIt(String field, String value) throws NotJsonException {
        ItemReader.change(fields, request("{\"" + field + "\":" + value + "}"));

        assertThat(pointers()).containsExactly("/" + field);
    }

    @Test
    void refusesAChangeOfNothing() throws NotJsonException {
        ItemReader.change(fields, request("{}"));
        assertThat(pointers()).containsExactly("");

        ItemReader.change(fields, request("{\"price\":null,\"limitPerBuyer\":null,\"status\":null,\"title\":null}"));
        assertThat(pointers()).containsExactly("", "");

        ItemReader.change(fields, request("{\"stock\":5}"));
        assertThat(pointers()).containsExactly("", "", "/stock", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "!", "~", "pay-1001/ABC:=", "128"})
    void readsAPayment(String ref) throws NotJsonException {
        String whole = ref.equals("128") ? "p".repeat(128) : ref;

        assertThat(OrderActReader.confirm(fields, request("{\"paymentRef\":\"" + whole + "\"}")).of(7, DESK))
                .isEqualTo(new Wish.Confirm(7, whole, DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a b\"", "\"pay\\n\"", "\"\\u007f\"", "\"é\"", "7", "null", "[]", "129"})
    void refusesAPaymentOfNoName(String ref) throws NotJsonException {
        String whole = ref.equals("129") ? "\"" + "p".repeat(129) + "\"" : ref;
        OrderActReader.confirm(fields, request("{\"paymentRef\":" + whole + "}"));

        assertThat(pointers()).containsExactly("/paymentRef");
    }

    @Test
    void refusesAPaymentThatIsMissing() throws NotJsonException {
        OrderActReader.confirm(fields, request("{\"ref\":\"p\"}"));

        assertThat(pointers()).containsExactly("/ref", "/paymentRef");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"| true", "{} | true", "{\"restock\":true} | true", "{\"restock\":null} | true", "{\"restock\":false} | false"})
    void putsUnitsBackOnSaleUnlessToldOtherwise(String body, boolean restock) throws NotJsonException {
        Request request = request(body == null ? "" : body);
        assertThat(OrderActReader.cancel(fields, request).of(7, DESK)).isEqualTo(new Wish.Cancel(7, restock, DESK));
        assertThat(OrderActReader.refund(fields, request).of(7, DESK)).isEqualTo(new Wish.Refund(7, restock, DESK));
        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "1.0", "{}"})
    void refusesARestockThatIsNeitherYesNorNo(String restock) throws NotJsonException {
        OrderActReader.cancel(fields, request("{\"restock\":" + restock + "}"));

        assertThat(pointers()).containsExactly("/restock");
    }

    @Test
    void refusesAFieldThatThereIsNotWhenAnOrderIsGivenBack() throws NotJsonException {
        OrderActReader.cancel(fields, request("{\"restok\":false}"));

        assertThat(pointers()).containsExactly("/restok");
    }

    @Test
    void asksForABodyWhereThereMustBeOne() {
        assertThatExceptionOfType(NotJsonException.class)
                .isThrownBy(() -> OrderActReader.confirm(fields, request("")));
        assertThatExceptionOfType(NotJsonException.class)
                .isThrownBy(() -> ItemReader.restock(fields, request("")));
        assertThatExceptionOfType(NotJsonException.class)
                .isThrownBy(() -> ItemReader.change(fields, request("[]")));
    }

    private List<String> pointers() {
        return fields.errors().stream().map(FieldError::pointer).toList();
    }

    private static Request request(String body) {
        Request request = Requests.with();
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        request.target = new RequestTarget("POST", "/", "/", null, new String[] {"demo", "phone"}, null);
        request.ensureBody(utf8.length);
        System.arraycopy(utf8, 0, request.body, 0, utf8.length);
        request.bodyLength = utf8.length;
        return request;
    }
}
