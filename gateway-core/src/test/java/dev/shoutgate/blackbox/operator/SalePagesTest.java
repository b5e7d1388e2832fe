package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of sales, over several shards. */
class SalePagesTest {
    private static final int SALES = 23;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("shards", 3);

    /** Every fifth is of another merchant, every fourth is open. */
    @BeforeAll
    static void defineSales() {
        for (int i = SALES - 1; i >= 0; i--) {
            SaleDefinition sale = SaleDefinition.of(Item.of("phone", 10))
                    .with("merchant", i % 5 == 0 ? "shop-2" : "shop-1");
            assertThat(gateway.operators().define(id(i), sale).status()).isEqualTo(201);
            if (i % 4 == 0) {
                assertThat(gateway.operators().open(id(i)).status()).isEqualTo(200);
            }
        }
    }

    private static String id(int i) {
        return "s:%02d".formatted(i);
    }

    static List<String> idsOf(Answer page) {
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.json().path("sales").findValuesAsText("saleId");
    }

    private static List<String> all(Operators operators, String query) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            Answer page = operators.get("/v1/sales?limit=4" + query + after);
            assertThat(idsOf(page)).hasSizeLessThanOrEqualTo(4);
            ids.addAll(idsOf(page));
            after = page.json().path("next").isNull() ? null : "&after=" + page.field("next").replace(":", "%3A");
        } while (after != null);
        return ids;
    }

    private static List<String> ids(IntPredicate which) {
        return IntStream.range(0, SALES).filter(which).mapToObj(SalePagesTest::id).toList();
    }

    @Test
    void hasEverySaleOnceInTheOrderOfItsId() {
        assertThat(all(gateway.operators(), "")).isEqualTo(ids(i -> true));
        Answer whole = gateway.operators().get("/v1/sales");
        assertThat(idsOf(whole)).isEqualTo(ids(i -> true));
        assertThat(whole.json().path("next").isNull()).isTrue();
        assertThat(idsOf(gateway.operators().get("/v1/sales?limit=" + SALES))).hasSize(SALES);
    }

    @Test
    void hasThoseOfAStatusAndOfAMerchant() {
        assertThat(all(gateway.operators(), "&status=OPEN")).isEqualTo(ids(i -> i % 4 == 0));
        assertThat(all(gateway.operators(), "&merchant=shop-2")).isEqualTo(ids(i -> i % 5 == 0));
        assertThat(all(gateway.operators(), "&merchant=shop-2&status=SCHEDULED"))
                .isEqualTo(ids(i -> i % 5 == 0 && i % 4 != 0));
        assertThat(all(gateway.operators(), "&status=CLOSED")).isEmpty();
        assertThat(all(gateway.operators(), "&merchant=shop-9")).isEmpty();
    }

    @Test
    void showsAMerchantItsOwnOnly() {
        assertThat(all(gateway.operators().as(Tokens.SHOP_2), "")).isEqualTo(ids(i -> i % 5 == 0));
        assertThat(all(gateway.operators().as(Tokens.SHOP_2), "&merchant=shop-1")).isEmpty();
    }

    @Test
    void goesOnAfterAnIdThatIsNotThere() {
        assertThat(idsOf(gateway.operators().get("/v1/sales?after=s:20x&limit=2"))).containsExactly(id(21), id(22));
        assertThat(idsOf(gateway.operators().get("/v1/sales?after=z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=ten", "limit=", "limit=1.0", "limit=1&limit=2",
        "limit=99999999999999999999", "after=", "after=a%20b", "status=open", "status=", "status=SOON",
        "merchant=", "merchant=..", "status=OPEN&status=CLOSED"})
    void refusesAValueThatIsNone(String query) {
        assertProblem(gateway.operators().get("/v1/sales?" + query)).is(400, "malformed-request");
    }
}
