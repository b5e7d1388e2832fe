package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Price, limit and status of an item of a running sale. */
class ChangeItemTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);
    private String sale;

    @BeforeEach
    void open() {
        sale = gateway.shop().open(Item.of("phone", 100).limit(2), Item.of("case", 100).limit(2));
    }

    @Test
    void ordersAfterAPriceCutPayItAndOrdersBeforeDoNot() {
        Answer before = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2));
        Held.done(desk.price(sale, "phone", 149_900));
        Answer after = gateway.buyers().buy(sale, "b2", "phone", 2);
        assertPaid(before, 199_900);
        assertPaid(after, 149_900);
        assertPaid(gateway.buyers().order(before.orderId(), "b1"), 199_900);
        assertPaid(gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2)), 199_900);
        Held.done(desk.confirm(before.orderId(), "pay-1"));
        assertPaid(gateway.operators().order(before.orderId()), 199_900);
        assertThat(item("phone").path("price").asLong()).isEqualTo(149_900);
        assertThat(item("case").path("price").asLong()).isEqualTo(199_900);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void aPriceMayBeNothingAndMayBeATrillion() {
        for (long price : new long[] {0, 1, 1_000_000_000_000L}) {
            Held.done(desk.price(sale, "phone", price));
            Answer bought = gateway.buyers().buy(sale, "buyer-at-" + price, "phone", 2);
            assertPaid(bought, price);
        }
        gateway.shop().assertAuditOk(sale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000001", "9223372036854775807", "-9223372036854775808"})
    void refusesAPriceOutOfItsRangeAndPointsAtIt(String price) {
        assertProblem(desk.change(sale, "phone", "{\"price\":" + price + "}")).is(422, "invalid-request")
                .pointsAt("/price").hasItsPageAt(desk.api());
        assertThat(item("phone").path("price").asLong()).isEqualTo(199_900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"limitPerBuyer\":0}", "{\"limitPerBuyer\":-1}", "{\"status\":\"MAYBE\"}",
        "{\"status\":\"on\"}", "{\"price\":5,\"limitPerBuyer\":0}", "{}"})
    void refusesAChangeThatMakesNoSenseAndMakesNoneOfIt(String body) {
        JsonNode before = item("phone");
        assertProblem(desk.change(sale, "phone", body)).is(422, "invalid-request");
        assertThat(item("phone")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"price\":\"5\"}", "{\"price\":1.5}", "{\"price\":true}",
        "{\"limitPerBuyer\":\"2\"}", "{\"status\":1}", "{\"price\":5", "{\"price\":5,\"price\":6}",
        "{\"price\":99999999999999999999}", "{\"limitPerBuyer\":4294967297}", "{\"prise\":5}", "{\"stock\":5}"})
    void refusesABodyThatIsNoChange(String body) {
        JsonNode before = item("phone");
        assertProblem(desk.change(sale, "phone", body)).isOneOf("400 malformed-request", "422 invalid-request");
        assertThat(item("phone")).isEqualTo(before);
    }

    @Test
    void anItemThatIsTakenDownIsAsIfItWereNotThere() {
        Answer earlier = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 1));
        Held.done(desk.change(sale, "phone", "{\"status\":\"OFF\"}"));
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(404, "unknown-item");
        assertThat(gateway.buyers().sale(sale).json().path("items").findValuesAsText("sku")).containsExactly("case");
        assertThat(gateway.operators().sale(sale).json().path("items").findValuesAsText("sku"))
                .containsExactlyInAnyOrder("phone", "case");
        assertThat(gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 1)).orderId())
                .isEqualTo(earlier.orderId());
        assertThat(Held.done(desk.confirm(earlier.orderId(), "pay-1")).field("status")).isEqualTo("CONFIRMED");

        Held.done(desk.change(sale, "phone", "{\"status\":\"ON\"}"));
        assertThat(gateway.buyers().buy(sale, "b2", "phone", 1).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(100, 98, 1, 1));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void aLimitThatIsLoweredHoldsForTheNextOrder() {
        Held.order(gateway, sale, "b1", "phone", 2);
        Held.done(desk.change(sale, "phone", "{\"limitPerBuyer\":1}"));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached")
                .with("limit", 1).with("bought", 2);
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 2)).is(409, "limit-reached").with("limit", 1);
        assertThat(gateway.buyers().buy(sale, "b2", "phone", 1).status()).isEqualTo(201);
        Held.done(desk.change(sale, "phone", "{\"limitPerBuyer\":3}"));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        assertThat(item("phone").path("limitPerBuyer").asInt()).isEqualTo(3);
    }

    @Test
    void severalThingsChangeTogetherAndTheSameChangeTwiceIsHarmless() {
        for (int i = 0; i < 2; i++) {
            Held.done(desk.change(sale, "phone", "{\"price\":7,\"limitPerBuyer\":5,\"status\":\"ON\"}"));
        }
        assertThat(item("phone").path("price").asLong()).isEqualTo(7);
        assertThat(item("phone").path("limitPerBuyer").asInt()).isEqualTo(5);
        assertPaid(gateway.buyers().buy(sale, "b1", "phone", 5), 7);
    }

    @Test
    void needsAnItemOfAnOwnSale() {
        assertProblem(desk.price(sale, "tablet", 5)).is(404, "unknown-item");
        assertProblem(desk.price("no-such-sale", "phone", 5)).is(404, "unknown-sale");
        assertProblem(desk.as(Tokens.SHOP_2).price(sale, "phone", 5)).is(404, "unknown-sale");
        assertProblem(desk.as("wrong").price(sale, "phone", 5)).is(401, "unauthenticated");
        assertThat(item("phone").path("price").asLong()).isEqualTo(199_900);
        Held.done(desk.as(Tokens.SHOP_1).price(sale, "phone", 5));
    }

    private JsonNode item(String sku) {
        for (JsonNode item : gateway.operators().sale(sale).json().path("items")) {
            if (sku.equals(item.path("sku").asText())) {
                return item;
            }
        }
        throw new AssertionError("no item " + sku);
    }

    private static void assertPaid(Answer answer, long price) {
        JsonNode order = answer.json();
        long units = order.at("/items/0/quantity").asLong();
        assertThat(order.at("/items/0/unitPrice").asLong()).as("%s", answer).isEqualTo(price);
        assertThat(order.path("total").asLong()).as("%s", answer).isEqualTo(units * price);
    }
}
