package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who did what to a sale, and when, read back. */
class HistoryTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void listsEveryActOnceInSequenceWithWhoAndWhen() {
        Instant before = Instant.now().minusMillis(1);
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Held.done(desk.as(Tokens.SHOP_1).move(sale, "open"));
        Held.order(gateway, sale, "b1", "phone", 1);
        Held.done(desk.restock(sale, "phone", "restock-" + sale, 5));
        Held.done(desk.restock(sale, "phone", "restock-" + sale, 5));
        Held.done(desk.price(sale, "phone", 149_900));
        Held.done(desk.add(sale, Desk.item("case", 2_500, 3, 2)));
        Held.done(desk.move(sale, "pause"));
        Held.done(desk.move(sale, "resume"));
        Held.done(desk.restock(sale, "phone", -2));
        Held.done(desk.as(Tokens.SHOP_1).move(sale, "close"));

        List<JsonNode> acts = desk.acts(sale);
        assertThat(acts).as("%s", acts).hasSize(9);
        assertThat(acts.stream().map(act -> act.path("sequence").asLong()).toList())
                .as("%s", acts).isSorted().doesNotHaveDuplicates();
        for (JsonNode act : acts) {
            assertThat(act.path("act").asText()).as("%s", act).isNotBlank();
            assertThat(act.path("at").asText()).as("%s", act).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
            assertThat(Instant.parse(act.path("at").asText())).isBetween(before, Instant.now());
        }
        assertThat(acts.stream().map(act -> act.path("by").asText()).toList()).containsExactly("platform", "desk-1",
                "platform", "platform", "platform", "platform", "platform", "platform", "desk-1");
        assertThat(acts.get(2).path("sku").asText()).as("%s", acts.get(2)).isEqualTo("phone");
        assertThat(acts.get(2).path("quantity").asLong()).as("%s", acts.get(2)).isEqualTo(5);
        assertThat(acts.get(3).path("price").asLong()).as("%s", acts.get(3)).isEqualTo(149_900);
        assertThat(acts.get(4).path("sku").asText()).as("%s", acts.get(4)).isEqualTo("case");
        assertThat(acts.get(7).path("quantity").asLong()).as("%s", acts.get(7)).isEqualTo(-2);
    }

    @Test
    void doesNotListWhatWasRefused() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertProblem(desk.restock(sale, "phone", -11)).is(409, "insufficient-stock");
        assertProblem(desk.restock(sale, "phone", 0)).is(422, "invalid-request");
        assertProblem(desk.move(sale, "open-up")).hasStatus(404);
        assertProblem(desk.price(sale, "phone", -1)).is(422, "invalid-request");
        assertThat(desk.acts(sale)).hasSize(2);
    }

    @Test
    void tellsAnOpeningByTheClockToo() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10))
                .with("opensAt", Instant.now().minusSeconds(1).toString()));
        Awaitility.await().until(() -> "OPEN".equals(gateway.buyers().sale(sale).field("status")));
        List<JsonNode> acts = desk.acts(sale);
        assertThat(acts).as("%s", acts).hasSize(2);
        assertThat(acts.get(1).path("by").asText()).as("not an operator: %s", acts).isNotEqualTo("platform");
    }

    @Test
    void isForTheOwnMerchantOnly() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertThat(desk.as(Tokens.SHOP_1).history(sale).status()).isEqualTo(200);
        assertProblem(desk.as(Tokens.SHOP_2).history(sale)).is(404, "unknown-sale");
        assertProblem(desk.history("no-such-sale")).is(404, "unknown-sale");
        assertProblem(desk.as("wrong").history(sale)).is(401, "unauthenticated");
    }

    @Test
    void ofALongEveningAgreesWithTheAudit() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(99));
        for (int i = 0; i < 20; i++) {
            Held.done(desk.restock(sale, "phone", i % 3 == 2 ? -4 : 5));
            String orderId = Held.order(gateway, sale, "b" + i, "phone", 3);
            switch (i % 4) {
                case 0 -> Held.done(desk.confirm(orderId, "pay-" + i));
                case 1 -> Held.done(desk.cancel(orderId, i % 8 == 1));
                case 2 -> {
                    Held.done(desk.confirm(orderId, "pay-" + i));
                    Held.done(desk.refund(orderId, i % 8 == 2));
                }
                default -> { }
            }
            gateway.shop().stock(sale, "phone");
        }
        // 10 + 14 × 5 − 6 × 4 − (2 + 2) × 3 that left with a cancel or a refund; 5 orders held and 5 sold.
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(44, 14, 15, 15));
        gateway.shop().assertAuditOk(sale);
    }
}
