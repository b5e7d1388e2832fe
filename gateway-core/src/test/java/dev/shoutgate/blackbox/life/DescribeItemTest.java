package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What buyers see of an item besides its figures: defined with it, changed, and taken away. */
class DescribeItemTest {
    private static final String ON_AT = "2098-11-22T12:00:00.000Z";
    private static final String OFF_AT = "2098-11-22T13:00:00.000Z";
    private static final String HTML = "<img src=x onerror=alert(1)>\"'& </script>";

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    private static SaleDefinition whole() {
        return SaleDefinition.of(Item.of("phone", 10), Item.of("case", 5)).with("checkoutUrl", "/pay/{orderId}")
                .withInItem(0, "image", "https://cdn.example/1.png").withInItem(0, "listPrice", 249_900)
                .withInItem(0, "onAt", ON_AT).withInItem(0, "offAt", OFF_AT);
    }

    private static JsonNode phone(Answer answer) {
        return answer.json().at("/items/0");
    }

    private static void assertSaid(JsonNode item, String image, Long listPrice, String onAt, String offAt) {
        assertThat(item.path("image").textValue()).as("%s", item).isEqualTo(image);
        assertThat(item.path("listPrice").isNull() ? null : item.path("listPrice").longValue()).isEqualTo(listPrice);
        assertThat(item.path("onAt").textValue()).as("%s", item).isEqualTo(onAt);
        assertThat(item.path("offAt").textValue()).as("%s", item).isEqualTo(offAt);
    }

    @Test
    void isShownAsItWasDefinedAndTheSameDefinitionStands() {
        String sale = Fresh.sale();
        Answer defined = gateway.operators().define(sale, whole());
        assertThat(defined.status()).as("%s", defined).isEqualTo(201);
        assertSaid(phone(defined), "https://cdn.example/1.png", 249_900L, ON_AT, OFF_AT);
        assertSaid(defined.json().at("/items/1"), null, null, null, null);
        assertThat(defined.field("checkoutUrl")).isEqualTo("/pay/{orderId}");
        assertThat(defined.json().path("notice").isNull()).isTrue();
        assertThat(defined.json().path("featured").isNull()).isTrue();
        assertThat(gateway.operators().define(sale, whole()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"image, /2.png", "listPrice, 259900", "onAt, 2098-11-22T12:30:00Z", "offAt, 2098-11-22T12:30:00Z"})
    void isAnotherDefinitionWhereOneThingIsAnother(String field, String value) {
        String sale = gateway.shop().define(whole());
        Answer other = gateway.operators().define(sale, whole().withInItem(0, field,
                field.equals("listPrice") ? (Object) Long.valueOf(value) : value));
        assertThat(other.status()).as("%s", other).isEqualTo(201);
        assertThat(gateway.operators().define(sale, whole().with("checkoutUrl", "/pay")).status()).isEqualTo(201);
        assertThat(gateway.operators().define(sale, whole().with("checkoutUrl", "/pay")).status()).isEqualTo(200);
    }

    @Test
    void changesWhatIsNamedTakesAwayWhatIsNullAndKeepsTheRest() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer said = Held.done(desk.change(sale, "phone", "{\"title\":\"Phone 2\",\"image\":\"/1.png\","
                + "\"listPrice\":249900,\"onAt\":\"2020-01-01T00:00:00Z\",\"offAt\":\"" + OFF_AT + "\"}"));
        assertSaid(phone(said), "/1.png", 249_900L, "2020-01-01T00:00:00.000Z", OFF_AT);
        assertThat(phone(gateway.buyers().sale(sale)).path("title").textValue()).isEqualTo("Phone 2");

        Answer less = Held.done(desk.change(sale, "phone", "{\"image\":null,\"offAt\":null}"));
        assertSaid(phone(less), null, 249_900L, "2020-01-01T00:00:00.000Z", null);
        assertSaid(phone(Held.done(desk.change(sale, "phone", "{\"listPrice\":null,\"onAt\":null,\"title\":null}"))),
                null, null, null, null);
        assertThat(phone(gateway.buyers().sale(sale)).path("title").textValue()).isEqualTo("Phone 2");
        assertThat(Held.order(gateway, sale, "b1", "phone", 1)).isNotBlank();
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void growsTheVersionWithEachChangeAndWithNoneThatChangesNothing() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        long version = gateway.buyers().sale(sale).json().path("version").longValue();
        for (String change : new String[] {"{\"title\":\"B\"}", "{\"image\":\"/b.png\"}", "{\"listPrice\":300000}",
            "{\"onAt\":1}", "{\"offAt\":\"" + OFF_AT + "\"}", "{\"image\":null}"}) {
            long next = Held.done(desk.change(sale, "phone", change)).json().path("version").longValue();
            assertThat(next).as(change).isGreaterThan(version);
            version = Held.done(desk.change(sale, "phone", change)).json().path("version").longValue();
            assertThat(version).as("again " + change).isEqualTo(next);
        }
    }

    @Test
    void isAddedWithAnItem() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String body = "{\"sku\":\"lamp\",\"title\":\"Lamp\",\"price\":5,\"stock\":7,\"image\":\"/lamp.png\","
                + "\"listPrice\":9,\"onAt\":\"" + ON_AT + "\",\"offAt\":\"" + OFF_AT + "\"}";
        String key = Fresh.key();
        Answer added = desk.add(sale, key, body);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertSaid(added.json().at("/items/1"), "/lamp.png", 9L, ON_AT, OFF_AT);
        assertThat(desk.add(sale, key, body).header("Idempotent-Replayed")).hasValue("true");
        assertThat(desk.add(sale, body).status()).isEqualTo(200);
        assertProblem(desk.add(sale, body.replace("/lamp.png", "/other.png"))).is(422, "invalid-request").pointsAt("/sku");
        assertProblem(desk.add(sale, body.replace("lamp\"", "bulb\"").replace(OFF_AT, "2020-01-01T00:00:00Z")
                .replace(ON_AT, "2019-01-01T00:00:00Z"))).is(422, "invalid-request").pointsAt("/offAt");
        assertProblem(desk.add(sale, body.replace("lamp\"", "bulb\"").replace(":9,", ":4,")))
                .is(422, "invalid-request").pointsAt("/listPrice");
    }

    /** One rule, whichever of the two moves. */
    @Test
    void refusesAPriceAboveTheListPriceAndNamesBoth() {
        String sale = gateway.shop().open(Item.of("phone", 10).price(100));
        Held.done(desk.change(sale, "phone", "{\"listPrice\":100}"));
        for (String wrong : new String[] {"{\"price\":101}", "{\"listPrice\":99}", "{\"price\":300,\"listPrice\":299}"}) {
            Answer refused = desk.change(sale, "phone", wrong);
            assertProblem(refused).is(422, "invalid-request").pointsAt("/listPrice");
            assertThat(refused.json().at("/errors/0/detail").textValue()).contains("price", "list price");
            assertSaid(phone(gateway.buyers().sale(sale)), null, 100L, null, null);
        }
        assertThat(desk.change(sale, "phone", "{\"price\":101}").json().at("/errors/0/detail").textValue())
                .contains("101").contains("100");
        assertThat(phone(Held.done(desk.change(sale, "phone", "{\"price\":300,\"listPrice\":300}"))).path("price")
                .longValue()).isEqualTo(300);
        assertThat(phone(Held.done(desk.change(sale, "phone", "{\"price\":400,\"listPrice\":null}"))).path("price")
                .longValue()).isEqualTo(400);
    }

    @Test
    void refusesTimesThatMakeNoSenseAndLeavesOldOnesBe() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertProblem(desk.change(sale, "phone", "{\"onAt\":\"" + OFF_AT + "\",\"offAt\":\"" + ON_AT + "\"}"))
                .is(422, "invalid-request").pointsAt("/offAt");
        assertProblem(desk.change(sale, "phone", "{\"offAt\":\"" + Instant.now().minusSeconds(1) + "\"}"))
                .is(422, "invalid-request").pointsAt("/offAt");
        Held.done(desk.change(sale, "phone", "{\"offAt\":\"" + ON_AT + "\"}"));
        assertProblem(desk.change(sale, "phone", "{\"onAt\":\"" + ON_AT + "\"}")).is(422, "invalid-request")
                .pointsAt("/offAt");
        assertSaid(phone(gateway.buyers().sale(sale)), null, null, null, ON_AT);
        assertProblem(gateway.operators().define(Fresh.sale(), whole().withInItem(1, "offAt", "2020-01-01T00:00:00Z")))
                .is(422, "invalid-request").pointsAt("/items/1/offAt");
    }

    @ParameterizedTest
    @CsvSource({"image, javascript:alert(1)", "image, //evil.example/1.png", "image, 'data:image/png;base64,AA'",
        "image, http://cdn.example/1.png", "image, phone.png", "image, ''", "title, ''", "listPrice, 5", "onAt, soon"})
    void refusesWhatNoPageShouldShow(String field, String value) {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertProblem(desk.change(sale, "phone", "{\"" + field + "\":\"" + value + "\"}")).is(422, "invalid-request")
                .pointsAt("/" + field);
        assertProblem(gateway.operators().define(Fresh.sale(), whole().withInItem(1, field, value)))
                .is(422, "invalid-request").pointsAt("/items/1/" + field);
        assertSaid(phone(gateway.buyers().sale(sale)), null, null, null, null);
    }

    @Test
    void keepsTextAsTextHoweverItLooks() {
        String wide = "宽".repeat(100);
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("title", HTML)
                .withInItem(0, "title", wide));
        assertThat(gateway.buyers().sale(sale).field("title")).isEqualTo(HTML);
        assertThat(phone(gateway.buyers().sale(sale)).path("title").textValue()).isEqualTo(wide);
        Held.done(desk.change(sale, "phone", "{\"title\":\"" + HTML.replace("\"", "\\\"") + "\"}"));
        assertThat(phone(gateway.buyers().sale(sale)).path("title").textValue()).isEqualTo(HTML);
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).json().at("/items/0/title").textValue()).isEqualTo(HTML);
    }

    @Test
    void takes500ItemsWithEverythingSaid() {
        Item[] items = IntStream.range(0, 500).mapToObj(i -> Item.of("sku-" + i, 1)).toArray(Item[]::new);
        SaleDefinition definition = SaleDefinition.of(items);
        for (int i = 0; i < items.length; i++) {
            definition.withInItem(i, "title", "宽".repeat(341)).withInItem(i, "image", "/" + "i".repeat(511))
                    .withInItem(i, "listPrice", 1_000_000_000_000L).withInItem(i, "offAt", OFF_AT);
        }
        String sale = gateway.shop().open(definition);
        JsonNode shown = gateway.buyers().sale(sale).json().path("items");
        assertThat(shown).hasSize(500).allSatisfy(item -> assertThat(item.path("image").textValue()).hasSize(512));
        assertThat(gateway.buyers().buy(sale, "b1", "sku-499", 1).status()).isEqualTo(201);
    }

    @Test
    void isInTheHistory() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Held.done(desk.change(sale, "phone", "{\"price\":99900,\"limitPerBuyer\":7,\"image\":\"/1.png\",\"onAt\":1}"));
        assertThat(desk.acts(sale)).extracting(act -> act.path("act").textValue() + " " + act.path("sku").asText("")
                + " " + act.path("before").asText("") + act.path("fields")).containsExactly("define  ", "open  ",
                        "price phone 199900", "limit phone 2", "describe phone [\"image\",\"onAt\"]");
    }
}
