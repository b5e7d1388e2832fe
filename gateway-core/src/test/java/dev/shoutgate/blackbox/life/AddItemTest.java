package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The next link goes up while the sale runs. */
class AddItemTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void canBeBoughtAtOnceAlsoTogetherWithWhatWasThere() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertProblem(gateway.buyers().buy(sale, "b1", "case", 1)).is(404, "unknown-item");
        Held.done(desk.add(sale, Desk.item("case", 2_500, 3, 2)));
        Answer bought = gateway.buyers().buy(sale, "b1", "case", 2);
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
        assertThat(bought.json().at("/items/0/unitPrice").asLong()).isEqualTo(2_500);
        assertProblem(gateway.buyers().buy(sale, "b1", "case", 1)).is(409, "limit-reached").with("limit", 2);
        String both = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"case\",\"quantity\":1}]}";
        assertThat(gateway.buyers().buy(sale, "b2", Fresh.key(), both).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b3", "case", 1)).is(409, "sold-out");
        assertThat(gateway.buyers().sale(sale).json().path("items").findValuesAsText("sku"))
                .containsExactlyInAnyOrder("phone", "case");
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(new Stock(3, 0, 3, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isAddedOnceHoweverOftenItsKeyComes() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        for (int i = 0; i < 3; i++) {
            Held.done(desk.add(sale, "add-" + sale, Desk.item("case", 2_500, 3, 2)));
        }
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(3));
        assertProblem(desk.add(sale, "add-" + sale, Desk.item("case", 2_500, 4, 2)))
                .isOneOf("422 idempotency-key-reused");
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(3));
    }

    @Test
    void isRefusedWhereItsSkuStandsWithOtherFigures() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Held.order(gateway, sale, "b1", "phone", 1);
        Answer again = desk.add(sale, Desk.item("phone", 1, 1_000, 9));
        assertThat(again.status()).as("%s", again).isIn(409, 422);
        assertProblem(again).hasStatus(again.status());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 1, 0));
    }

    @Test
    void isRefusedAsThe501st() {
        Item[] items = IntStream.range(0, 499).mapToObj(i -> Item.of("sku-" + i, 1)).toArray(Item[]::new);
        String sale = gateway.shop().open(items);
        Held.done(desk.add(sale, Desk.item("the-500th", 1, 1, 1)));
        Answer tooMany = desk.add(sale, Desk.item("the-501st", 1, 1, 1));
        assertThat(tooMany.status()).as("%s", tooMany).isIn(409, 422);
        assertProblem(tooMany).hasStatus(tooMany.status());
        assertThat(gateway.buyers().sale(sale).json().path("items")).hasSize(500);
        assertThat(gateway.buyers().buy(sale, "b1", "the-500th", 1).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b1", "the-501st", 1)).is(404, "unknown-item");
    }

    @ParameterizedTest
    @CsvSource({"price, -1", "price, 1000000000001", "stock, -1", "stock, 1000000001", "limitPerBuyer, 0",
        "status, \"MAYBE\"", "sku, \"\"", "sku, \"a/b\""})
    void refusesAWrongFieldAndPointsAtIt(String field, String value) {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String body = Desk.item("case", 2_500, 3, 2).replaceFirst("\"" + field + "\":[^,}]*",
                "\"" + field + "\":" + value);
        assertProblem(desk.add(sale, body)).is(422, "invalid-request").pointsAt("/" + field);
        assertThat(gateway.operators().sale(sale).json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{", "{\"sku\":\"case\"}"})
    void refusesABodyThatIsNoItem(String body) {
        String sale = gateway.shop().open(Item.of("phone", 10));
        assertProblem(desk.add(sale, body)).isOneOf("400 malformed-request", "422 invalid-request");
        assertThat(gateway.operators().sale(sale).json().path("items")).hasSize(1);
    }

    @Test
    void needsAKeyAndAnOwnSaleThatIsNotOver() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String item = Desk.item("case", 2_500, 3, 2);
        assertProblem(desk.postWithoutKey("/v1/sales/" + sale + "/items", item)).is(400, "idempotency-key-missing");
        assertProblem(desk.as(Tokens.SHOP_2).add(sale, item)).is(404, "unknown-sale");
        assertProblem(desk.add("no-such-sale", item)).is(404, "unknown-sale");
        gateway.shop().close(sale);
        assertProblem(desk.add(sale, item)).is(409, "sale-closed");
        assertThat(gateway.operators().sale(sale).json().path("items")).hasSize(1);
    }
}
