package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.SaleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of a sale's definition: what it may be, what it stands for when it is missing, and what is refused. */
class SaleDefinitionReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOLE = """
            {"merchant":"shop-1","title":"Friday night 直播","currency":"CNY",
             "opensAt":"2026-11-22T20:00:00+08:00","closesAt":1795356000,"holdSeconds":900,"latePayment":"reclaim",
             "items":[{"sku":"phone","title":"Phone","price":199900,"stock":1000,"limitPerBuyer":2,"status":"OFF"}]}""";

    private final FieldReader fields = new FieldReader();
    private final SaleDefinitionReader reader = new SaleDefinitionReader(fields);

    @Test
    void readsAWholeDefinition() {
        SaleDefinition sale = reader.read("demo", json(WHOLE));

        assertThat(fields.errors()).isEmpty();
        assertThat(sale).isEqualTo(new SaleDefinition("demo", "shop-1", "Friday night 直播", "CNY", 1795348800000L,
                1795356000000L, 900, LatePayment.RECLAIM,
                List.of(new ItemDefinition("phone", "Phone", 199_900, 1_000, 2, false))));
    }

    @Test
    void readsWhatBuyersLookAt() {
        ObjectNode sale = json(WHOLE);
        sale.put("checkoutUrl", "https://pay.example/{orderId}");
        item(sale).put("image", "/1.png").put("listPrice", 249_900).put("onAt", "2026-11-22T12:30:00Z")
                .put("offAt", 1_795_352_400L);
        SaleDefinition read = reader.read("demo", sale);

        assertThat(fields.errors()).isEmpty();
        assertThat(read.terms()).isEqualTo(new SaleDefinition.Terms("Friday night 直播", 1795348800000L, 1795356000000L,
                "", "", "https://pay.example/{orderId}"));
        assertThat(read.items().get(0).terms().description()).isEqualTo(new ItemDefinition.Description("Phone", "/1.png",
                249_900, 1_795_350_600_000L, 1_795_352_400_000L));
    }

    @Test
    void refusesAListPriceBelowThePriceAndATimeToGoBeforeTheTimeToAppear() {
        ObjectNode sale = json(WHOLE);
        item(sale).put("listPrice", 199_900).put("onAt", 5).put("offAt", 6);
        assertThat(pointers(sale)).isEmpty();
        item(sale).put("listPrice", 199_899).put("onAt", 6);
        assertThat(pointers(sale)).containsExactly("/items/0/listPrice", "/items/0/offAt");
        reader.read("demo", sale);
        assertThat(fields.errors().get(0).detail()).contains("199900", "199899");
    }

    @Test
    void fillsInWhatMayBeMissing() {
        ObjectNode sale = json(WHOLE);
        sale.remove(List.of("opensAt", "closesAt", "latePayment"));
        item(sale).remove(List.of("limitPerBuyer", "status"));
        SaleDefinition read = reader.read("demo", sale);

        assertThat(fields.errors()).isEmpty();
        assertThat(read.opensAtMs()).isEqualTo(SaleDefinition.NEVER);
        assertThat(read.closesAtMs()).isEqualTo(SaleDefinition.NEVER);
        assertThat(read.latePayment()).isEqualTo(LatePayment.REFUND);
        assertThat(read.items().get(0).terms().limitPerBuyer()).isEqualTo(1_000_000);
        assertThat(read.items().get(0).terms().on()).isTrue();
    }

    @Test
    void takesNullForWhatMayBeMissing() {
        ObjectNode sale = json(WHOLE);
        sale.putNull("opensAt").putNull("closesAt").putNull("latePayment");
        item(sale).putNull("limitPerBuyer").putNull("status");
        SaleDefinition read = reader.read("demo", sale);
        ObjectNode without = json(WHOLE);
        without.remove(List.of("opensAt", "closesAt", "latePayment"));
        item(without).remove(List.of("limitPerBuyer", "status"));

        assertThat(fields.errors()).isEmpty();
        assertThat(read).isEqualTo(new SaleDefinitionReader(fields).read("demo", without));
    }

    @ParameterizedTest
    @ValueSource(strings = {"merchant", "title", "currency", "holdSeconds", "items"})
    void asksForWhatMayNotBeMissing(String field) {
        ObjectNode sale = json(WHOLE);
        sale.remove(field);

        assertThat(pointers(sale)).containsExactly("/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sku", "title", "price", "stock"})
    void asksForWhatMayNotBeMissingInAnItem(String field) {
        ObjectNode sale = json(WHOLE);
        item(sale).remove(field);

        assertThat(pointers(sale)).containsExactly("/items/0/" + field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "merchant|\"\"", "merchant|\"a b\"", "merchant|\"käse\"", "merchant|7", "merchant|\"a/b\"", "merchant|null",
        "title|\"\"", "title|\"  \"", "title|7", "title|[]",
        "currency|\"cny\"", "currency|\"XXX\"", "currency|\"XTS\"", "currency|\"XAU\"", "currency|\"XDR\"",
        "currency|\"DEM\"", "currency|\"HRK\"", "currency|\"CHE\"", "currency|[\"CNY\"]", "currency|\"XYZ\"", "currency|\"\"", "currency|156", "currency|null",
        "opensAt|\"tomorrow\"", "opensAt|\"2026-11-22\"", "opensAt|\"2026-11-22T20:00:00\"", "opensAt|-1",
        "opensAt|1.5", "opensAt|253402300800", "opensAt|true", "opensAt|\"2026-13-01T00:00:00Z\"",
        "opensAt|\"1969-12-31T23:59:59Z\"", "opensAt|\"+10000-01-01T00:00:00Z\"",
        "opensAt|\"2026-11-22T20:00Z\"", "opensAt|\"2026-11-22T20:00:00+08\"", "opensAt|\"2026-11-22T20:00:00+0800\"",
        "opensAt|\"2026-11-22T20:00:60Z\"",
        "holdSeconds|-1", "holdSeconds|604801", "holdSeconds|1.5", "holdSeconds|\"900\"", "holdSeconds|604800.5", "holdSeconds|1e400",
        "merchant|\".\"", "merchant|\"..\"", "title|\"a\\u0000\"", "title|\"\\ud800b\"",
        "checkoutUrl|\"\"", "checkoutUrl|\"pay\"", "checkoutUrl|\"https:///pay\"", "checkoutUrl|\"http://a.example/\"",
        "checkoutUrl|7", "featured|\"phone\"", "notice|\"Hello\"",
        "latePayment|\"RECLAIM\"", "latePayment|\"keep\"", "latePayment|7",
        "items|[]", "items|{}", "items|null", "items|7"})
    void refusesAWrongFieldAndPointsAtIt(String field, String value) {
        ObjectNode sale = json(WHOLE);
        sale.set(field, value(value));

        assertThat(pointers(sale)).containsExactly("/" + field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "sku|\"\"", "sku|\".\"", "sku|\"..\"", "sku|\"a b\"", "sku|\"手机\"", "sku|7",
        "title|\"\"", "title|null",
        "price|-1", "price|1000000000001", "price|1.5", "price|\"1\"", "price|100000000000000000000",
        "stock|-1", "stock|1000000001", "stock|null",
        "limitPerBuyer|0", "limitPerBuyer|1000001", "limitPerBuyer|\"2\"",
        "image|\"\"", "image|\"1.png\"", "image|\"javascript:alert(1)\"", "image|\"//host/1.png\"", "image|7",
        "image|\"data:image/png;base64,AA\"", "listPrice|-1", "listPrice|1000000000001", "listPrice|\"5\"",
        "onAt|\"soon\"", "onAt|1.5", "offAt|-1", "offAt|true",
        "status|\"on\"", "status|\"GONE\"", "status|true"})
    void refusesAWrongFieldOfAnItemAndPointsAtIt(String field, String value) {
        ObjectNode sale = json(WHOLE);
        ((ArrayNode) sale.get("items")).insert(0, item(json(WHOLE)).put("sku", "other"));
        ((ObjectNode) sale.get("items").get(1)).set(field, value(value));

        assertThat(pointers(sale)).containsExactly("/items/1/" + field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/holdSeconds|0", "/holdSeconds|604800", "/opensAt|0", "/closesAt|253402300799",
        "/items/0/price|0", "/items/0/price|1000000000000", "/items/0/stock|0", "/items/0/stock|1000000000",
        "/items/0/limitPerBuyer|1", "/items/0/limitPerBuyer|1000000", "/currency|\"JPY\"", "/opensAt|null",
        "/opensAt|\"2026-11-22T12:00:00.123z\"", "/opensAt|\"2016-12-31T23:59:60Z\"", "/opensAt|1e9",
        "/holdSeconds|9.0e2", "/items/0/price|1.0", "/items/0/stock|1e9", "/items/0/limitPerBuyer|2.0",
        "/items/0/sku|\"...\"", "/merchant|\".a\"", "/currency|\"XCG\"", "/currency|\"XOF\"",
        "/title|\"\\ud83d\\ude00 a\\tb\""})
    void takesEveryEndOfARange(String pointer, String value) {
        ObjectNode sale = json(WHOLE);
        int cut = pointer.lastIndexOf('/');
        ((ObjectNode) sale.at(pointer.substring(0, cut))).set(pointer.substring(cut + 1), value(value));

        assertThat(pointers(sale)).isEmpty();
    }

    @Test
    void takesTextAndIdsUpToTheirLength() {
        ObjectNode sale = json(WHOLE);
        sale.put("merchant", "m".repeat(64)).put("title", "直".repeat(341) + "x");
        assertThat(pointers(sale)).isEmpty();

        sale.put("merchant", "m".repeat(65)).put("title", "直".repeat(341) + "xy");
        assertThat(pointers(sale)).containsExactly("/merchant", "/title");
    }

    @Test
    void refusesASaleThatClosesBeforeItOpens() {
        ObjectNode sale = json(WHOLE);
        sale.put("opensAt", 1000).put("closesAt", 1000);
        assertThat(pointers(sale)).containsExactly("/closesAt");

        sale.put("closesAt", 1001);
        assertThat(pointers(sale)).isEmpty();
    }

    @Test
    void refusesASkuThatComesTwice() {
        ObjectNode sale = json(WHOLE);
        ((ArrayNode) sale.get("items")).add(item(json(WHOLE)));

        assertThat(pointers(sale)).containsExactly("/items/1/sku");
    }

    @Test
    void takes500ItemsAndNot501() {
        ObjectNode sale = json(WHOLE);
        ArrayNode items = (ArrayNode) sale.get("items");
        while (items.size() < 500) {
            items.add(item(json(WHOLE)).put("sku", "sku-" + items.size()));
        }
        assertThat(pointers(sale)).isEmpty();

        items.add(item(json(WHOLE)).put("sku", "one-more"));
        assertThat(pointers(sale)).containsExactly("/items");
    }

    @Test
    void refusesFieldsThatThereAreNot() {
        ObjectNode sale = json(WHOLE);
        sale.put("opens", 1).put("a/b~c", 1);
        item(sale).put("Price", 1);

        assertThat(pointers(sale)).containsExactlyInAnyOrder("/opens", "/a~1b~0c", "/items/0/Price");
    }

    @Test
    void pointsAtAnItemThatIsNoObject() {
        ObjectNode sale = json(WHOLE);
        ((ArrayNode) sale.get("items")).add(7);

        assertThat(pointers(sale)).contains("/items/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "käse", "a%2Fb", ".", ".."})
    void refusesAnIdOfThePathThatIsNone(String saleId) {
        FieldReader own = new FieldReader();
        new SaleDefinitionReader(own).read(saleId, json(WHOLE));

        assertThat(own.errors()).extracting(FieldError::pointer).containsExactly("/saleId");
    }

    @Test
    void saysWhatWasWantedAndWhatCame() {
        ObjectNode sale = json(WHOLE);
        sale.put("holdSeconds", "soon").remove("currency");
        item(sale).put("price", "9".repeat(200));
        reader.read("demo", sale);

        assertThat(fields.errors()).contains(
                new FieldError("/holdSeconds", "a whole number from 0 to 604800, not \"soon\""),
                new FieldError("/currency", "an ISO 4217 currency that is in use, such as CNY; it is missing"));
        assertThat(fields.errors()).allSatisfy(error -> assertThat(error.detail()).hasSizeLessThan(160));
    }

    private static List<String> pointers(JsonNode sale) {
        FieldReader own = new FieldReader();
        new SaleDefinitionReader(own).read("demo", sale);
        return own.errors().stream().map(FieldError::pointer).toList();
    }

    private static ObjectNode item(ObjectNode sale) {
        return (ObjectNode) sale.get("items").get(0);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) value(text);
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
