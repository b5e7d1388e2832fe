package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SaleStateTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void refusesBeforeTheSaleOpensAndSaysWhenItWill() {
        SaleDefinition farOff = SaleDefinition.of(Item.of("phone", 10)).with("opensAt", "2099-01-02T03:04:05Z");
        String sale = gateway.shop().define(farOff);
        Answer answer = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        assertProblem(answer).is(409, "sale-not-open").with("opensAt", "2099-01-02T03:04:05.000Z")
                .hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void refusesBeforeTheOperatorOpensASaleWithoutAWindow() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Answer answer = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        assertProblem(answer).is(409, "sale-not-open").with("opensAt", null);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void refusesAfterTheSaleHasClosed() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(sale);
        Answer answer = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        assertProblem(answer).is(409, "sale-closed").hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void doesNotRememberARefusalAsTheAnswerToItsKey() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}]}";
        assertThat(gateway.buyers().buy(sale, "early", "k", body).status()).isEqualTo(409);
        assertThat(gateway.operators().open(sale).status()).isEqualTo(200);
        Answer answer = gateway.buyers().buy(sale, "early", "k", body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    }
}
