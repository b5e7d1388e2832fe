package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.ProblemAssert;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A problem says of what it is and how much, once for people and once for programs, so that a request can be mended. */
class ProblemsThatHelpTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static final String NEW = Fresh.buyer();

    /** One order of two lines; who never bought is answered on the event loop, and who did by the shard. */
    private final String sale = gateway.shop().open(Item.of("phone", 3).limit(2), Item.of("case", 9).limit(9));

    @Test
    void nameTheItemThatIsShortOnTheEventLoopAndInTheShard() {
        assertThat(gateway.buyers().buy(sale, "first", "phone", 2).status()).isEqualTo(201);
        assertThat(gateway.buyers().buy(sale, "old", "case", 1).status()).isEqualTo(201);
        for (String buyer : new String[] {NEW, "old"}) {
            says(buy(buyer, "phone", 2, "case", 1), 409, "sold-out", "phone: 2 asked for, 1 available.")
                    .with("sku", "phone").with("asked", 2).with("available", 1).with("held", 2);
        }
        says(buy(NEW, "case", 9, "phone", 1), 409, "sold-out", "case: 9 asked for, 8 available.").with("sku", "case");
    }

    @Test
    void nameTheItemWhoseLimitIsReached() {
        says(buy(NEW, "case", 1, "phone", 3), 409, "limit-reached",
                "phone: the limit is 2 for each buyer, 0 held or bought, 3 more asked for.")
                .with("sku", "phone").with("asked", 3).with("limit", 2).with("bought", 0).with("orderId", null);
        String held = gateway.buyers().buy(sale, "old", "phone", 1).orderId();
        says(buy("old", "case", 1, "phone", 2), 409, "limit-reached",
                "phone: the limit is 2 for each buyer, 1 held or bought, 2 more asked for.")
                .with("sku", "phone").with("bought", 1).with("orderId", held);
    }

    @Test
    void nameTheOneOfThreeLinesThatFails() {
        String room = gateway.shop().open(Item.of("phone", 9).limit(9), Item.of("case", 1).limit(9),
                Item.of("charger", 9).limit(2));
        String lines = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"case\",\"quantity\":%d},"
                + "{\"sku\":\"charger\",\"quantity\":%d}]}";
        assertThat(gateway.buyers().buy(room, "old", "phone", 1).status()).isEqualTo(201);
        for (String buyer : new String[] {NEW, "old"}) {
            assertProblem(gateway.buyers().buy(room, buyer, Fresh.key(), lines.formatted(2, 2))).is(409, "sold-out")
                    .with("sku", "case").with("asked", 2).with("available", 1).with("held", 0);
            assertProblem(gateway.buyers().buy(room, buyer, Fresh.key(), lines.formatted(2, 3)))
                    .is(409, "limit-reached").with("sku", "charger").with("asked", 3).with("limit", 2).with("bought", 0);
        }
    }

    @Test
    void nameTheItemThatThereIsNot() {
        assertThat(gateway.buyers().buy(sale, "old", "case", 1).status()).isEqualTo(201);
        for (String buyer : new String[] {NEW, "old"}) {
            says(buy(buyer, "case", 1, "tablet", 1), 404, "unknown-item", "The sale has no item tablet.")
                    .with("sku", "tablet");
            says(buy(buyer, "手\\u0022机", 1, "tablet", 1), 404, "unknown-item", "The sale has no item 手\"机.");
        }
        says(post("/v1/sales/" + sale + "/items/tablet/restock", "{\"quantity\":1}"), 404, "unknown-item",
                "The sale has no item tablet.").with("sku", "tablet");
    }

    @Test
    void nameAnItemThatIsOff() {
        String off = gateway.shop().open(Item.of("phone", 3).off(), Item.of("case", 9));

        says(gateway.buyers().buy(off, NEW, "phone", 1), 404, "unknown-item", "The sale has no item phone.");
    }

    @Test
    void sayHowMuchCanBeTakenAway() {
        says(post("/v1/sales/" + sale + "/items/phone/restock", "{\"quantity\":-100}"), 409, "insufficient-stock",
                "phone: 100 to be taken away, 3 available.").with("sku", "phone").with("asked", 100).with("available", 3);
    }

    @Test
    void sayWhenASaleOpens() {
        String later = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1))
                .with("opensAt", "2098-01-01T00:00:00Z"));
        says(gateway.buyers().buy(later, NEW, "phone", 1), 409, "sale-not-open",
                "The sale opens at 2098-01-01T00:00:00.000Z.").with("opensAt", "2098-01-01T00:00:00.000Z");
        String byHand = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1)));
        says(gateway.buyers().buy(byHand, NEW, "phone", 1), 409, "sale-not-open",
                "The sale opens when its host says so.").with("opensAt", null);
    }

    @Test
    void sayHowAnOrderStands() {
        String order = gateway.buyers().buy(sale, "b", "case", 1).orderId();
        says(post("/v1/orders/" + order + "/refund", null), 409, "order-not-confirmed",
                "Order " + order + " is HELD; only one that is CONFIRMED can be refunded.")
                .with("orderId", order).with("orderStatus", "HELD");
        assertThat(post("/v1/orders/" + order + "/confirm", "{\"paymentRef\":\"p\"}").status()).isEqualTo(200);
        Answer cancel = gateway.buyers().api().send("POST", "/v1/orders/" + order + "/cancel", null, "X-Buyer-Id", "b");
        says(cancel, 409, "order-not-held", "Order " + order + " is CONFIRMED; this is for one that is HELD.")
                .with("orderId", order).with("orderStatus", "CONFIRMED");
    }

    @Test
    void leadToTheOrderThatAKeyMade() {
        Answer order = gateway.buyers().buy(sale, "b", "the-key", BuyRequest.line("case", 1));

        assertProblem(gateway.buyers().buy(sale, "b", "the-key", BuyRequest.line("case", 2))).is(422, "idempotency-key-reused")
                .with("orderId", order.orderId());
    }

    @Test
    void sayWhatWasLookedFor() {
        says(gateway.buyers().api().get("/v1/sales/spring-26"), 404, "unknown-sale", "There is no sale spring-26.");
        says(gateway.buyers().buy("spring-26", NEW, "phone", 1), 404, "unknown-sale", "There is no sale spring-26.");
        says(gateway.operators().sale("spring-26"), 404, "unknown-sale", "There is no sale spring-26.");
        says(gateway.buyers().api().get("/v1/basket"), 404, "not-found", "Nothing is served at /v1/basket.");
        assertProblem(gateway.buyers().api().send("DELETE", "/v1/sales/demo", null)).hasStatus(405)
                .with("detail", "DELETE is not allowed at /v1/sales/demo; allowed: GET, HEAD.");
    }

    private Answer buy(String buyer, String sku, int quantity, String other, int otherQuantity) {
        return gateway.buyers().buy(sale, buyer, Fresh.key(), "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity
                + "},{\"sku\":\"" + other + "\",\"quantity\":" + otherQuantity + "}]}");
    }

    private static Answer post(String path, String json) {
        return gateway.operators().api().send("POST", path, json, "Authorization", "Bearer " + Tokens.PLATFORM,
                "Idempotency-Key", Fresh.key(), "Content-Type", "application/json");
    }

    private static ProblemAssert says(Answer answer, int status, String code, String detail) {
        return assertProblem(answer).is(status, code).with("detail", detail);
    }
}
