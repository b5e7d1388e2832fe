package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestockTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);
    private String sale;

    @BeforeEach
    void sellThreeOfTen() {
        sale = gateway.shop().open(Item.of("phone", 10).limit(2));
        Held.done(desk.confirm(Held.order(gateway, sale, "b1", "phone", 1), "pay-1"));
        Held.order(gateway, sale, "b2", "phone", 2);
    }

    @Test
    void addsStockThatCanBeBoughtAtOnce() {
        Held.done(desk.restock(sale, "phone", -7));
        assertProblem(gateway.buyers().buy(sale, "b3", "phone", 1)).is(409, "sold-out");
        Held.done(desk.restock(sale, "phone", 1));
        assertThat(gateway.buyers().buy(sale, "b3", "phone", 1).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b4", "phone", 1)).is(409, "sold-out");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(4, 0, 3, 1));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void takesUnsoldStockAwayAndNoMore() {
        assertProblem(desk.restock(sale, "phone", -8)).is(409, "insufficient-stock").hasItsPageAt(desk.api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 2, 1));
        Held.done(desk.restock(sale, "phone", -7));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(3, 0, 2, 1));
        assertProblem(desk.restock(sale, "phone", -1)).is(409, "insufficient-stock");
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void addsOnceHoweverOftenItsKeyComes() {
        for (int i = 0; i < 4; i++) {
            Held.done(desk.restock(sale, "phone", "restock-" + sale, 5));
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(15, 12, 2, 1));
        Held.done(desk.restock(sale, "phone", 5));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(20, 17, 2, 1));
    }

    @Test
    void refusesAKeyThatComesWithAnotherQuantity() {
        Held.done(desk.restock(sale, "phone", "restock-" + sale, 5));
        assertProblem(desk.restock(sale, "phone", "restock-" + sale, 6)).is(422, "idempotency-key-reused");
        assertProblem(desk.restock(sale, "phone", "restock-" + sale, -5)).is(422, "idempotency-key-reused");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(15, 12, 2, 1));
    }

    @Test
    void doesNotRememberARefusalAsTheAnswerToItsKey() {
        assertProblem(desk.restock(sale, "phone", "down-" + sale, -8)).is(409, "insufficient-stock");
        Held.done(desk.restock(sale, "phone", 1));
        Held.done(desk.restock(sale, "phone", "down-" + sale, -8));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(3, 0, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000000001", "-1000000001", "9223372036854775807", "-9223372036854775808"})
    void refusesAQuantityThatMakesNoSenseAndPointsAtIt(String quantity) {
        Answer answer = restock("{\"quantity\":" + quantity + "}");
        assertProblem(answer).is(422, "invalid-request").pointsAt("/quantity").hasItsPageAt(desk.api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 2, 1));
    }

    @Test
    void refusesWhatWouldPassABillion() {
        assertProblem(desk.restock(sale, "phone", 999_999_991)).is(422, "invalid-request");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 2, 1));
        Held.done(desk.restock(sale, "phone", 999_999_990));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(1_000_000_000, 999_999_997, 2, 1));
        assertProblem(desk.restock(sale, "phone", 1)).is(422, "invalid-request");
        gateway.shop().assertAuditOk(sale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "7", "{\"quantity\":\"7\"}", "{\"quantity\":1.5}",
        "{\"quantity\":null}", "{\"quantity\":1e-2}", "{\"quantity\":7", "{\"quantity\":1,\"quantity\":2}",
        "{\"quantity\":99999999999999999999}"})
    void refusesABodyThatIsNoQuantity(String body) {
        assertProblem(restock(body)).isOneOf("400 malformed-request", "422 invalid-request");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 2, 1));
    }

    @Test
    void needsAKeyAndAnItemOfAnOwnSale() {
        String path = "/v1/sales/" + sale + "/items/phone/restock";
        assertProblem(desk.postWithoutKey(path, "{\"quantity\":5}")).is(400, "idempotency-key-missing");
        assertProblem(desk.restock(sale, "tablet", 5)).is(404, "unknown-item");
        assertProblem(desk.restock("no-such-sale", "phone", 5)).is(404, "unknown-sale");
        assertProblem(desk.as(Tokens.SHOP_2).restock(sale, "phone", 5)).is(404, "unknown-sale");
        assertProblem(desk.as("wrong").restock(sale, "phone", 5)).is(401, "unauthenticated");
        Held.done(desk.as(Tokens.SHOP_1).restock(sale, "phone", 5));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(15, 12, 2, 1));
    }

    @Test
    void worksBeforeTheOpeningAndOnAnItemThatIsOff() {
        String hidden = gateway.shop().open(Item.of("phone", 10), Item.of("secret", 1).off());
        Held.done(desk.restock(hidden, "secret", 4));
        assertThat(gateway.shop().stock(hidden, "secret")).isEqualTo(Stock.untouched(5));
        String scheduled = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Held.done(desk.restock(scheduled, "phone", -4));
        assertThat(gateway.shop().stock(scheduled, "phone")).isEqualTo(Stock.untouched(6));
        gateway.shop().assertAuditOk(scheduled);
    }

    private Answer restock(String body) {
        return desk.post("/v1/sales/" + sale + "/items/phone/restock", Fresh.key(), body);
    }
}
