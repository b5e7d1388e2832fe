package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAndCloseTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void movesTheSaleAndShowsIt() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Answer opened = gateway.operators().open(sale);
        assertThat(opened.status()).as("%s", opened).isEqualTo(200);
        assertThat(opened.field("status")).isEqualTo("OPEN");
        Answer closed = gateway.operators().close(sale);
        assertThat(closed.field("status")).as("%s", closed).isEqualTo("CLOSED");
        assertThat(gateway.buyers().sale(sale).field("status")).isEqualTo("CLOSED");
    }

    @Test
    void mayBeRepeatedUnderTheSameKeyWithoutHarm() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        for (int i = 0; i < 3; i++) {
            Answer opened = gateway.operators().post("/v1/sales/" + sale + "/open", "open-" + sale);
            assertThat(opened.status()).as("%s", opened).isEqualTo(200);
        }
        for (int i = 0; i < 3; i++) {
            Answer closed = gateway.operators().post("/v1/sales/" + sale + "/close", "close-" + sale);
            assertThat(closed.status()).as("%s", closed).isEqualTo(200);
        }
    }

    @Test
    void neverOpensAClosedSaleAgain() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(sale);
        assertProblem(gateway.operators().open(sale)).is(409, "sale-closed");
        assertThat(gateway.buyers().sale(sale).field("status")).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "close"})
    void needsAKey(String act) {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        assertProblem(gateway.operators().postWithoutKey("/v1/sales/" + sale + "/" + act))
                .is(400, "idempotency-key-missing").hasItsPageAt(gateway.operators().api());
        assertThat(gateway.buyers().sale(sale).field("status")).isEqualTo("SCHEDULED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "close"})
    void needsASaleThatIsThere(String act) {
        assertProblem(gateway.operators().post("/v1/sales/no-such-sale/" + act, "k")).is(404, "unknown-sale");
    }
}
