package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each test sends what is wrong in two ways at once: the check that comes first must be the one that answers. */
class OrderOfChecksTest {
    private static final String ONE = BuyRequest.line("phone", 1);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void looksAtTheFormBeforeTheBuyer() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        BuyRequest nobody = BuyRequest.of(sale, "phone").without("X-Buyer-Id");
        assertProblem(send(nobody.body("not json"))).is(400, "malformed-request");
        assertProblem(send(nobody.body(BuyRequest.line("phone", 0)))).is(422, "invalid-order");
        assertProblem(send(nobody.body(ONE).without("Idempotency-Key"))).is(400, "idempotency-key-missing");
    }

    @Test
    void looksAtTheBuyerBeforeTheKey() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertThat(gateway.buyers().buy(sale, "b1", "k1", ONE).status()).isEqualTo(201);
        BuyRequest repeat = BuyRequest.of(sale, "phone").header("Idempotency-Key", "k1").without("X-Buyer-Id");
        assertProblem(send(repeat)).is(401, "unauthenticated");
        assertProblem(send(BuyRequest.of("no-such-sale", "phone").without("X-Buyer-Id"))).is(401, "unauthenticated");
    }

    @Test
    void looksAtTheKeyBeforeTheStateOfTheSale() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer first = gateway.buyers().buy(sale, "b1", "k1", ONE);
        gateway.shop().close(sale);
        assertThat(gateway.buyers().buy(sale, "b1", "k1", ONE).orderId()).isEqualTo(first.orderId());
        assertProblem(gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2)))
                .is(422, "idempotency-key-reused");
    }

    @Test
    void looksAtTheFormBeforeTheStateOfTheSale() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(sale);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 0)).is(422, "invalid-order");
        assertProblem(gateway.buyers().buy("no-such-sale", "b1", "phone", 0)).is(422, "invalid-order");
    }

    @Test
    void looksAtTheStateOfTheSaleBeforeTheItem() {
        String scheduled = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        assertProblem(gateway.buyers().buy(scheduled, "b1", "tablet", 1)).is(409, "sale-not-open");
        String closed = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(closed);
        assertProblem(gateway.buyers().buy(closed, "b1", "tablet", 1)).is(409, "sale-closed");
    }

    @Test
    void looksAtTheItemsBeforeTheLimit() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(1));
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":2},{\"sku\":\"tablet\",\"quantity\":1}]}";
        assertProblem(gateway.buyers().buy(sale, "b1", "k1", body)).is(404, "unknown-item");
    }

    @Test
    void looksAtTheLimitBeforeTheStock() {
        String sale = gateway.shop().open(Item.of("phone", 1).limit(1));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 2)).is(409, "limit-reached");
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(409, "sold-out");
    }

    @Test
    void looksAtTheLimitOfEveryLineBeforeTheStockOfAny() {
        String sale = gateway.shop().open(Item.of("gone", 0), Item.of("phone", 10).limit(1));
        String body = "{\"items\":[{\"sku\":\"gone\",\"quantity\":1},{\"sku\":\"phone\",\"quantity\":2}]}";
        assertProblem(gateway.buyers().buy(sale, "b1", "k1", body)).is(409, "limit-reached");
    }

    private static Answer send(BuyRequest request) {
        try (RawHttp connection = gateway.connect()) {
            return connection.exchange(request);
        }
    }
}
