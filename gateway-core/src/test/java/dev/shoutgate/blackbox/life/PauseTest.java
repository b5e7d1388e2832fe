package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pause, resume and the end of a sale. */
class PauseTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void stopsOrdersUntilItIsOver() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String earlier = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 1)).orderId();
        assertThat(Held.done(desk.move(sale, "pause")).field("status")).isEqualTo("PAUSED");
        assertThat(gateway.buyers().sale(sale).field("status")).isEqualTo("PAUSED");
        assertProblem(gateway.buyers().buy(sale, "b2", "k2", BuyRequest.line("phone", 1))).is(409, "sale-paused")
                .hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 1)).orderId()).isEqualTo(earlier);
        assertThat(gateway.buyers().cancel(earlier, "b1").status()).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));

        assertThat(Held.done(desk.move(sale, "resume")).field("status")).isEqualTo("OPEN");
        assertThat(gateway.buyers().buy(sale, "b2", "k2", BuyRequest.line("phone", 1)).status()).isEqualTo(201);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void mayBeRepeatedUnderTheSameKeyWithoutHarm() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        for (String act : new String[] {"pause", "resume", "pause", "resume", "close"}) {
            String key = act + "-" + gateway.operators().sale(sale).field("version") + "-" + sale;
            String status = Held.done(desk.post("/v1/sales/" + sale + "/" + act, key, null)).field("status");
            for (int i = 0; i < 3; i++) {
                Held.done(desk.post("/v1/sales/" + sale + "/" + act, key, null));
            }
            assertThat(gateway.operators().sale(sale).field("status")).as(act).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void isRefusedForASaleThatHasNotBegun(String act) {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        assertProblem(desk.move(sale, act)).hasStatus(409);
        assertThat(gateway.operators().sale(sale).field("status")).isEqualTo("SCHEDULED");
    }

    @Test
    void closingIsForGood() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Held.done(desk.move(sale, "pause"));
        assertThat(Held.done(desk.move(sale, "close")).field("status")).isEqualTo("CLOSED");
        for (String act : new String[] {"open", "pause", "resume"}) {
            assertProblem(desk.move(sale, act)).is(409, "sale-closed");
        }
        assertThat(gateway.operators().sale(sale).field("status")).isEqualTo("CLOSED");
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "sale-closed");
    }

    @Test
    void endsWithTheWindowOfTheSale() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10))
                .with("closesAt", Instant.now().plusMillis(1_200).toString()));
        Held.done(desk.move(sale, "pause"));
        Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(50))
                .until(() -> "CLOSED".equals(gateway.buyers().sale(sale).field("status")));
        assertProblem(desk.move(sale, "resume")).is(409, "sale-closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "close"})
    void needsAKeyAndAnOwnSale(String act) {
        String sale = gateway.shop().open(Item.of("phone", 10));
        if (act.equals("resume")) {
            Held.done(desk.move(sale, "pause"));
        }
        String before = gateway.operators().sale(sale).field("status");
        assertProblem(desk.postWithoutKey("/v1/sales/" + sale + "/" + act, null)).is(400, "idempotency-key-missing");
        assertProblem(desk.move("no-such-sale", act)).is(404, "unknown-sale");
        assertProblem(desk.as(Tokens.SHOP_2).move(sale, act)).is(404, "unknown-sale");
        assertThat(gateway.operators().sale(sale).field("status")).isEqualTo(before);
        assertThat(desk.as(Tokens.SHOP_1).move(sale, act).status()).isEqualTo(200);
    }
}
