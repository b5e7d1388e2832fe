package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
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

class ConfirmTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private Desk desk;
    private String sale;
    private String orderId;

    @BeforeEach
    void holdTwoOfTen() {
        desk = Desk.of(gateway);
        sale = gateway.shop().open(Item.of("phone", 10).limit(2));
        orderId = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2)).orderId();
    }

    @Test
    void sellsTheHeldUnits() {
        Answer confirmed = desk.confirm(orderId, "pay-1");
        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        assertThat(confirmed.orderId()).isEqualTo(orderId);
        assertThat(confirmed.field("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.buyers().order(orderId, "b1").field("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isTheSameForTheSamePaymentHoweverOftenItComes() {
        for (int i = 0; i < 3; i++) {
            Answer confirmed = desk.confirm(orderId, "pay-1");
            assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
            assertThat(confirmed.field("status")).isEqualTo("CONFIRMED");
        }
        Answer sameKey = desk.post("/v1/orders/" + orderId + "/confirm", "one-key-" + orderId, Desk.payment("pay-1"));
        Answer again = desk.post("/v1/orders/" + orderId + "/confirm", "one-key-" + orderId, Desk.payment("pay-1"));
        assertThat(sameKey.status()).as("%s", sameKey).isEqualTo(200);
        assertThat(again.status()).as("%s", again).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
    }

    @Test
    void isRefusedToASecondPayment() {
        Held.done(desk.confirm(orderId, "pay-1"));
        for (int i = 0; i < 2; i++) {
            Answer refused = desk.confirm(orderId, "pay-2");
            assertProblem(refused).is(409, "already-confirmed").hasItsPageAt(desk.api());
            assertThat(refused.field("paymentRef")).isEqualTo("pay-1");
            assertThat(refused.field("orphanedPaymentRef")).isEqualTo("pay-2");
            assertThat(refused.field("detail")).contains("pay-1", "pay-2");
        }
        assertThat(desk.confirm(orderId, "pay-1").status()).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-order", "0", "-1", "99999999999999999999"})
    void needsAnOrderThatIsThere(String id) {
        assertProblem(desk.confirm(id, "pay-1")).is(404, "unknown-order");
    }

    @Test
    void isForItsOwnMerchantOnly() {
        assertProblem(desk.as(Tokens.SHOP_2).confirm(orderId, "pay-1")).is(404, "unknown-order");
        assertProblem(desk.as("wrong").confirm(orderId, "pay-1")).is(401, "unauthenticated");
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
        assertThat(desk.as(Tokens.SHOP_1).confirm(orderId, "pay-1").status()).isEqualTo(200);
    }

    @Test
    void isNotOnTheBuyersPort() {
        Answer answer = gateway.buyers().api().send("POST", "/v1/orders/" + orderId + "/confirm",
                Desk.payment("pay-1"), "Content-Type", "application/json", "X-Buyer-Id", "b1",
                "Idempotency-Key", "k", "Authorization", "Bearer " + Tokens.PLATFORM);
        assertProblem(answer).isOneOf("404 not-found", "405 method-not-allowed");
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
    }

    @Test
    void isRefusedForACancelledOrder() {
        gateway.buyers().cancel(orderId, "b1");
        assertProblem(desk.confirm(orderId, "pay-1")).is(409, "order-not-held");
        assertThat(Held.status(gateway, orderId)).isEqualTo("CANCELLED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void needsAKey() {
        Answer answer = desk.postWithoutKey("/v1/orders/" + orderId + "/confirm", Desk.payment("pay-1"));
        assertProblem(answer).is(400, "idempotency-key-missing");
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"paymentRef\":\"\"}", "{\"paymentRef\":5}",
        "{\"paymentRef\":null}", "{\"paymentRef\":\"p\"", "{\"paymentRef\":\"p\",\"paymentRef\":\"q\"}"})
    void needsAPayment(String body) {
        Answer answer = desk.post("/v1/orders/" + orderId + "/confirm", Fresh.key(), body);
        assertProblem(answer).isOneOf("400 malformed-request", "422 invalid-request");
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
    }

    @Test
    void takesTheBuyersCancelAway() {
        Held.done(desk.confirm(orderId, "pay-1"));
        assertProblem(gateway.buyers().cancel(orderId, "b1")).is(409, "order-not-held");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
    }

    @Test
    void outlastsTheHold() throws Exception {
        String quick = gateway.shop().open(SaleDefinition.of(Item.of("phone", 5)).with("holdSeconds", 1));
        String paid = Held.order(gateway, quick, "b1", "phone", 2);
        String unpaid = Held.order(gateway, quick, "b2", "phone", 2);
        Held.done(desk.confirm(paid, "pay-1"));
        Held.awaitExpired(gateway, unpaid);
        Thread.sleep(300);
        assertThat(Held.status(gateway, paid)).isEqualTo("CONFIRMED");
        assertThat(gateway.shop().stock(quick, "phone")).isEqualTo(new Stock(5, 3, 0, 2));
    }

    @Test
    void worksWhilePausedAndAfterTheEnd() {
        String second = Held.order(gateway, sale, "b2", "phone", 1);
        Held.done(desk.move(sale, "pause"));
        assertThat(desk.confirm(orderId, "pay-1").status()).isEqualTo(200);
        Held.done(desk.move(sale, "close"));
        assertThat(desk.confirm(second, "pay-2").status()).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 0, 3));
    }

    @Test
    void isShownToTheBuyerWhoRepeatsThePress() {
        Held.done(desk.confirm(orderId, "pay-1"));
        Answer replay = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2));
        assertThat(replay.status()).as("%s", replay).isEqualTo(201);
        assertThat(replay.orderId()).isEqualTo(orderId);
        assertThat(replay.field("status")).isEqualTo("CONFIRMED");
        assertThat(replay.header("Idempotent-Replayed")).contains("true");
    }
}
