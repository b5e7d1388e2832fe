package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold runs longer while its buyer pays. */
class ExtendTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);
    private String sale;
    private String orderId;
    private Instant endsAt;

    @BeforeEach
    void hold() {
        sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10).limit(2)).with("holdSeconds", 600));
        orderId = Held.order(gateway, sale, "b1", "phone", 1);
        endsAt = end(gateway.buyers().order(orderId, "b1"));
    }

    private static Instant end(Answer order) {
        return Instant.parse(order.field("expiresAt"));
    }

    @Test
    void holdsAsLongOnceMoreWhereNothingElseIsSaid() {
        Answer extended = Held.done(desk.extend(orderId, "e1", null));
        assertThat(end(extended)).isEqualTo(endsAt.plusSeconds(600));
        assertThat(end(gateway.buyers().order(orderId, "b1"))).isEqualTo(endsAt.plusSeconds(600));
        assertThat(extended.field("status")).isEqualTo("HELD");
    }

    @Test
    void isDoneOnceAnOrder() {
        Held.done(desk.extend(orderId, "e1", "{\"seconds\":60}"));
        Answer again = Held.done(desk.extend(orderId, "e1", "{\"seconds\":60}"));
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(end(again)).isEqualTo(endsAt.plusSeconds(60));
        assertProblem(desk.extend(orderId, "e2", "{\"seconds\":60}")).is(409, "already-extended")
                .hasItsPageAt(desk.api());
        assertProblem(desk.extend(orderId, "e1", "{\"seconds\":61}")).is(422, "idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seconds\":601}", "{\"seconds\":0}", "{\"seconds\":-1}", "{\"seconds\":1.5}",
        "{\"seconds\":\"60\"}", "{\"minutes\":1}"})
    void isNoLongerThanTheHoldsOfItsSale(String body) {
        assertProblem(desk.extend(orderId, "e1", body)).is(422, "invalid-request");
        assertThat(end(gateway.buyers().order(orderId, "b1"))).isEqualTo(endsAt);
    }

    @Test
    void isForHeldOrdersOfTheOwnMerchantOnly() {
        assertProblem(desk.as(Tokens.SHOP_2).extend(orderId, "e1", null)).is(404, "unknown-order");
        Held.done(desk.confirm(orderId, "pay-1"));
        assertProblem(desk.extend(orderId, "e1", null)).is(409, "order-not-held");
    }

    @Test
    void outlivesOtherHoldsOfItsSaleAndThenEnds() {
        String brief = gateway.shop().open(SaleDefinition.of(Item.of("phone", 5).limit(2)).with("holdSeconds", 1));
        String longer = Held.order(gateway, brief, "b1", "phone", 1);
        Held.done(desk.extend(longer, "e1", null));
        String other = Held.order(gateway, brief, "b2", "phone", 1);
        Held.awaitExpired(gateway, other);
        Held.awaitExpired(gateway, longer);
        assertThat(gateway.shop().stock(brief, "phone")).isEqualTo(Stock.untouched(5));
        assertProblem(desk.extend(longer, "e2", null)).is(409, "order-not-held");
        gateway.shop().assertAuditOk(brief);
    }
}
