package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaleDefinitionTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void answers201AndThen200WhereTheSameDefinitionStands() {
        String sale = Fresh.sale();
        SaleDefinition definition = SaleDefinition.of(Item.of("phone", 10));
        Answer first = gateway.operators().define(sale, definition);
        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.field("saleId")).isEqualTo(sale);
        assertThat(first.field("status")).isEqualTo("SCHEDULED");
        for (int i = 0; i < 3; i++) {
            Answer again = gateway.operators().define(sale, definition);
            assertThat(again.status()).as("%s", again).isEqualTo(200);
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void saysWhetherPassesAreWantedAndHow() {
        String sale = Fresh.sale();
        SaleDefinition without = SaleDefinition.of(Item.of("phone", 10));
        assertThat(gateway.operators().define(sale, without).json().path("pass").isNull()).isTrue();
        assertThat(gateway.operators().define(sale, without.with("pass", null).with("passOpensSeconds", null)
                .with("passDifficulty", null)).status()).as("the same").isEqualTo(200);

        assertPasses(gateway.operators().define(sale, without.with("pass", "required")), 201, 60, 15);
        assertPasses(gateway.operators().define(sale, without.with("passOpensSeconds", 60).with("passDifficulty", 15)),
                200, 60, 15);
        assertPasses(gateway.operators().define(sale, without.with("passOpensSeconds", 0)), 201, 0, 15);
        assertPasses(gateway.operators().define(sale, without.with("passDifficulty", 0)), 201, 0, 0);
        assertPasses(gateway.operators().define(sale, without.with("passOpensSeconds", 86_400)
                .with("passDifficulty", 24)), 201, 86_400, 24);
        assertPasses(gateway.buyers().sale(sale), 200, 86_400, 24);
    }

    private static void assertPasses(Answer sale, int status, int opensSeconds, int difficulty) {
        assertThat(sale.status()).as("%s", sale).isEqualTo(status);
        assertThat(sale.field("pass")).isEqualTo("required");
        assertThat(sale.json().path("passOpensSeconds").intValue()).isEqualTo(opensSeconds);
        assertThat(sale.json().path("passDifficulty").intValue()).isEqualTo(difficulty);
    }

    @Test
    void mayBeChangedBeforeTheFirstOrder() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        Answer changed = gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 20), Item.of("case", 5)));
        assertThat(changed.status()).as("%s", changed).isIn(200, 201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(20));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(5));
        gateway.operators().open(sale);
        assertThat(gateway.buyers().buy(sale, "b1", "case", 1).status()).isEqualTo(201);
    }

    @Test
    void mayLoseAnItemBeforeTheFirstOrder() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10), Item.of("case", 5)));
        assertThat(gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 10))).status()).isIn(200, 201);
        gateway.operators().open(sale);
        assertProblem(gateway.buyers().buy(sale, "b1", "case", 1)).is(404, "unknown-item");
        assertThat(gateway.buyers().sale(sale).json().path("items")).hasSize(1);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isRefusedOnceTheSaleHasOrders() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        Answer changed = gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 20)));
        assertProblem(changed).is(409, "sale-has-orders").hasItsPageAt(gateway.operators().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 1, 0));
    }

    @Test
    void isRefusedWhereItIsOverAlreadyAndLeavesItsIdToTheNext() {
        String sale = Fresh.sale();
        SaleDefinition over = SaleDefinition.of(Item.of("phone", 10)).with("closesAt", "2020-01-01T00:00:00Z");
        Answer refused = gateway.operators().define(sale, over);
        assertProblem(refused).is(422, "invalid-request");
        assertThat(refused.json().at("/errors/0/pointer").textValue()).isEqualTo("/closesAt");
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
        assertThat(gateway.operators().define(sale, over.without("closesAt")).status()).isEqualTo(201);
    }

    @Test
    void mayBeChangedAfterTheSaleClosedWithoutAnOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(sale);
        Answer anew = gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 20)));
        assertThat(anew.status()).as("%s", anew).isEqualTo(201);
        assertThat(anew.field("status")).isEqualTo("SCHEDULED");
        gateway.operators().open(sale);
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(20, 19, 1, 0));
    }

    @Test
    void takes500ItemsAndRefuses501() {
        String sale = Fresh.sale();
        Answer tooMany = gateway.operators().define(sale, SaleDefinition.of(items(501)));
        assertProblem(tooMany).is(422, "invalid-request").pointsAt("/items");
        Answer most = gateway.operators().define(sale, SaleDefinition.of(items(500)));
        assertThat(most.status()).as("%s", most).isEqualTo(201);
        assertThat(gateway.buyers().sale(sale).json().path("items")).hasSize(500);
    }

    @Test
    void takesAStockOfABillion() {
        String sale = gateway.shop().open(Item.of("phone", 1_000_000_000));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone").available()).isEqualTo(999_999_999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c:d-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void takesEveryIdThatTheContractAllows(String id) {
        assertThat(gateway.operators().define(id, SaleDefinition.of(Item.of(id, 1))).status()).isEqualTo(201);
        assertThat(gateway.buyers().sale(id).field("saleId")).isEqualTo(id);
    }

    private static Item[] items(int count) {
        return IntStream.range(0, count).mapToObj(i -> Item.of("sku-" + i, 1)).toArray(Item[]::new);
    }
}
