package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales", "/v1/sales/x", "/v1/sales/x/audit", "/v1/orders/x"})
    void isNeededForEveryRead(String path) {
        Answer without = gateway.operators().api().get(path);
        assertProblem(without).is(401, "unauthenticated").hasItsPageAt(gateway.operators().api());
        assertThat(without.header("WWW-Authenticate")).as("HTTP wants it with every 401").contains("Bearer");
        assertThat(without.field("detail")).contains("operators.tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "demo", "Basic demo", "Bearer demo x", "Bearer DEMO",
        "Bearer 2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea"})
    void isRefusedWhenItIsNotOneOfThem(String authorization) {
        Answer answer = gateway.operators().api().get("/v1/sales", "Authorization", authorization);
        assertProblem(answer).is(401, "unauthenticated");
    }

    @Test
    void isNeededToDefineAndToMove() {
        String sale = Fresh.sale();
        String json = SaleDefinition.of(Item.of("phone", 10)).json();
        assertProblem(gateway.operators().as("wrong").put("/v1/sales/" + sale, json)).is(401, "unauthenticated");
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
        gateway.shop().define(sale, SaleDefinition.of(Item.of("phone", 10)));
        assertProblem(gateway.operators().as("wrong").open(sale)).is(401, "unauthenticated");
        assertThat(gateway.operators().sale(sale).field("status")).isEqualTo("SCHEDULED");
    }

    @Test
    void ofAMerchantSeesItsOwnSalesAndNoOthers() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String orderId = gateway.buyers().buy(sale, "b1", "phone", 1).orderId();
        Operators own = gateway.operators().as(Tokens.SHOP_1);
        Operators other = gateway.operators().as(Tokens.SHOP_2);

        assertThat(own.sale(sale).status()).isEqualTo(200);
        assertThat(own.order(orderId).status()).isEqualTo(200);
        assertThat(own.audit(sale).status()).isEqualTo(200);
        assertProblem(other.sale(sale)).is(404, "unknown-sale");
        assertProblem(other.audit(sale)).is(404, "unknown-sale");
        assertProblem(other.order(orderId)).is(404, "unknown-order");
        assertThat(own.get("/v1/sales").json().findValuesAsText("saleId")).contains(sale);
        assertThat(other.get("/v1/sales").json().findValuesAsText("saleId")).doesNotContain(sale);
        assertThat(gateway.operators().get("/v1/sales").json().findValuesAsText("saleId")).contains(sale);
    }

    @Test
    void ofAMerchantMovesAndDefinesItsOwnSalesAndNoOthers() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Operators other = gateway.operators().as(Tokens.SHOP_2);
        assertProblem(other.open(sale)).is(404, "unknown-sale");
        assertProblem(other.close(sale)).is(404, "unknown-sale");
        Answer taken = other.define(sale, SaleDefinition.of(Item.of("phone", 1)).with("merchant", "shop-2"));
        assertProblem(taken).is(404, "unknown-sale");
        assertThat(gateway.operators().sale(sale).field("merchant")).isEqualTo("shop-1");
        assertThat(gateway.operators().as(Tokens.SHOP_1).open(sale).status()).isEqualTo(200);
    }

    @Test
    void ofAMerchantDefinesNothingInAnothersName() {
        String sale = Fresh.sale();
        Answer answer = gateway.operators().as(Tokens.SHOP_2).define(sale, SaleDefinition.of(Item.of("phone", 1)));
        assertThat(answer.status()).as("%s", answer).isIn(403, 404, 422);
        assertProblem(answer).hasStatus(answer.status());
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
    }
}
