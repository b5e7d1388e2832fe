package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some lines or units of an order are given back. */
class PartRefundTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);
    private String sale;
    private String orderId;

    @BeforeEach
    void sellThreePhonesAndACase() {
        sale = gateway.shop().open(Item.of("phone", 10).limit(3), Item.of("case", 10).limit(3));
        orderId = gateway.buyers().buy(sale, "b1", Fresh.key(), "{\"items\":[{\"sku\":\"phone\",\"quantity\":3},"
                + "{\"sku\":\"case\",\"quantity\":1}]}").orderId();
        Held.done(desk.confirm(orderId, "pay-1"));
    }

    @Test
    void leavesTheOrderConfirmedWithWhatCameBackInItsLines() {
        Answer refunded = Held.done(desk.refund(orderId, "r1", "phone", 2, true));
        assertThat(refunded.field("status")).isEqualTo("CONFIRMED");
        assertThat(refunded.json().at("/items/0/refunded").asInt()).isEqualTo(2);
        assertThat(refunded.json().at("/items/1/refunded").isMissingNode()).isTrue();
        Answer seen = gateway.buyers().order(orderId, "b1");
        assertThat(seen.json().at("/items/0/refunded").asInt()).isEqualTo(2);
        assertThat(seen.json().at("/items/0/quantity").asInt()).isEqualTo(3);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 0, 1));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(new Stock(10, 9, 0, 1));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void takesUnitsOutOfTheStockWithoutRestock() {
        Held.done(desk.refund(orderId, "r1", "phone", 2, false));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(8, 7, 0, 1));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isDoneOnceHoweverOftenItIsSent() {
        for (int i = 0; i < 3; i++) {
            Answer sent = Held.done(desk.refund(orderId, "one-key", "phone", 1, true));
            assertThat(sent.header("Idempotent-Replayed").isPresent()).isEqualTo(i > 0);
        }
        assertProblem(desk.refund(orderId, "one-key", "phone", 2, true)).is(422, "idempotency-key-reused");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
    }

    @Test
    void makesTheOrderRefundedOnceNothingIsLeft() {
        Held.done(desk.refund(orderId, "r1", "phone", 3, true));
        assertProblem(desk.refund(orderId, "r2", "phone", 1, true)).is(422, "invalid-request");
        assertThat(Held.done(desk.refund(orderId, "r3", "case", 1, true)).field("status")).isEqualTo("REFUNDED");
        assertProblem(desk.refund(orderId, "r4", "case", 1, true)).is(409, "order-not-confirmed");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(10));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void givesTheBuyerTheLimitBack() {
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        Held.done(desk.refund(orderId, "r1", "phone", 1, true));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[]}", "{\"items\":{}}", "{\"items\":[{\"sku\":\"phone\"}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":0}]}", "{\"items\":[{\"sku\":\"lamp\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":4}]}", "{\"items\":[{\"quantity\":1}]}", "{\"items\":[1]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"phone\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1,\"reason\":\"x\"}]}"})
    void refusesWhatIsNoPartOfTheOrder(String body) {
        assertProblem(desk.post("/v1/orders/" + orderId + "/refund", Fresh.key(), body)).is(422, "invalid-request");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 0, 3));
    }

    @Test
    void isTheWholeOrderWhereTheItemsAreNull() {
        Answer refunded = desk.post("/v1/orders/" + orderId + "/refund", Fresh.key(), "{\"items\":null}");
        assertThat(refunded.field("status")).isEqualTo("REFUNDED");
        assertThat(refunded.json().at("/items/0/refunded").asInt()).isEqualTo(3);
    }
}
