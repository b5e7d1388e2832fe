package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of a sale's orders, over several shards, while other sales have orders too. */
class OrderPagesTest {
    private static final String[] CHANNELS = {"host-42", "\u4e3b\u64ad 7", "a&b=c"};
    private static final String[] ENCODED = {"host-42", "%E4%B8%BB%E6%92%AD+7", "a%26b%3Dc"};

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("shards", 2);

    private final String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9_000).limit(9_000)));
    private final String other = gateway.shop().open(Item.of("phone", 9_000).limit(9_000));
    private final Operators operators = gateway.operators();

    /** The order of a place: of one of four buyers, from one of three channels. */
    private String take(int place) {
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"" + CHANNELS[place % 3] + "\"}";
        gateway.buyers().buy(other, "b0", "phone", 1);
        Answer order = gateway.buyers().buy(sale, "b" + place % 4, Fresh.key(), body);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        return order.orderId();
    }

    private List<String> take(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::take).toList();
    }

    private static List<String> where(List<String> orders, IntPredicate place) {
        return IntStream.range(0, orders.size()).filter(place).mapToObj(orders::get).toList();
    }

    private Answer page(String query) {
        Answer page = operators.get("/v1/sales/" + sale + "/orders?" + query);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page;
    }

    private static List<String> idsOf(Answer page) {
        return page.json().path("orders").findValuesAsText("orderId");
    }

    private List<String> all(String query) {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            Answer page = page(query + after);
            ids.addAll(idsOf(page));
            after = page.field("next") == null ? null : "&after=" + page.field("next");
        }
        return ids;
    }

    @Test
    void hasEveryOrderOnceInTheOrderOfTaking() {
        assertThat(all("limit=4")).isEmpty();
        List<String> orders = take(0, 12);

        assertThat(all("limit=1000")).isEqualTo(orders);
        assertThat(all("limit=5")).isEqualTo(orders);
        assertThat(all("limit=1")).isEqualTo(orders);
        assertThat(page("limit=12").field("next")).as("after a page that has them all").isNull();
        assertThat(idsOf(page("limit=2&after=" + orders.get(3)))).containsExactly(orders.get(4), orders.get(5));
        assertThat(idsOf(page("after=" + orders.get(11)))).isEmpty();
    }

    @Test
    void hasThoseOfABuyerAndAChannelOnly() {
        List<String> orders = take(0, 24);

        assertThat(all("limit=3&buyer=b1")).isEqualTo(where(orders, place -> place % 4 == 1));
        for (int i = 0; i < CHANNELS.length; i++) {
            int channel = i;
            assertThat(all("limit=3&channel=" + ENCODED[i])).isEqualTo(where(orders, place -> place % 3 == channel));
        }
        assertThat(all("limit=1&buyer=b1&channel=host-42")).isEqualTo(where(orders, place -> place % 12 == 9));
        assertThat(all("buyer=nobody")).isEmpty();
        assertThat(all("channel=host-4")).isEmpty();
    }

    @Test
    void showsEachOrderAsItNowIs() {
        List<String> orders = take(0, 6);
        operators.api().send("POST", "/v1/orders/" + orders.get(1) + "/confirm", "{\"paymentRef\":\"pay-1\"}",
                "Authorization", "Bearer " + Tokens.PLATFORM, "Content-Type", "application/json",
                "Idempotency-Key", Fresh.key());
        gateway.buyers().cancel(orders.get(4), "b0");

        assertThat(all("status=HELD")).isEqualTo(where(orders, place -> place != 1 && place != 4));
        assertThat(all("status=CANCELLED")).containsExactly(orders.get(4));
        assertThat(all("status=EXPIRED")).isEmpty();
        JsonNode paid = page("status=CONFIRMED").json().path("orders");
        assertThat(paid).hasSize(1);
        assertThat(paid.path(0)).isEqualTo(operators.order(orders.get(1)).json());
        assertThat(paid.path(0).path("paymentRef").textValue()).isEqualTo("pay-1");
    }

    /** A shard looks at a thousand in one turn. */
    @Test
    void findsWhatComesAfterManyOthers() {
        List<String> orders = take(0, 2_300);
        String last = gateway.buyers().buy(sale, "late", "phone", 1).orderId();

        assertThat(idsOf(page("limit=1&buyer=late"))).containsExactly(last);
        assertThat(idsOf(page("limit=1000"))).isEqualTo(orders.subList(0, 1_000));
        assertThat(all("channel=host-42&limit=300")).isEqualTo(where(orders, place -> place % 3 == 0));
    }

    @Test
    void hasWhatWasTakenBeforeAndNothingTwiceWhileOrdersAreTaken() {
        List<String> before = take(0, 40);
        CompletableFuture<List<String>> taking = CompletableFuture.supplyAsync(() -> take(40, 400));
        List<List<String>> walks = new ArrayList<>();
        do {
            walks.add(all("limit=7&channel=host-42"));
        } while (!taking.isDone());
        List<String> orders = new ArrayList<>(before);
        orders.addAll(taking.join());
        List<String> wanted = where(orders, place -> place % 3 == 0);

        assertThat(walks).allSatisfy(walk -> {
            assertThat(walk).hasSizeGreaterThanOrEqualTo(14).isEqualTo(wanted.subList(0, walk.size()));
        });
        assertThat(all("limit=7&channel=host-42")).isEqualTo(wanted);
    }

    @Test
    void isEmptyForNobodyElse() {
        take(0, 1);

        assertThat(operators.as(Tokens.SHOP_1).get("/v1/sales/" + sale + "/orders").status()).isEqualTo(200);
        assertProblem(operators.as(Tokens.SHOP_2).get("/v1/sales/" + sale + "/orders")).is(404, "unknown-sale");
        assertProblem(operators.get("/v1/sales/none/orders")).is(404, "unknown-sale");
        assertProblem(operators.as("nobody").get("/v1/sales/" + sale + "/orders")).is(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=ten", "limit=", "limit=1&limit=2", "status=held", "status=",
        "status=SOON", "buyer=", "buyer=a%20b", "buyer=%E4%B8%BB", "channel=", "after=", "after=x",
        "after=0000000000000000", "after=00000000zzzzzzzz"})
    void refusesAValueThatIsNone(String query) {
        assertProblem(operators.get("/v1/sales/" + sale + "/orders?" + query)).is(400, "malformed-request");
    }

    @Test
    void refusesTheOrderOfAnotherSaleAsItsBeginning() {
        String foreign = gateway.buyers().buy(other, "b0", "phone", 1).orderId();

        assertProblem(operators.get("/v1/sales/" + sale + "/orders?after=" + foreign)).is(400, "malformed-request");
        assertThat(page("utm=x&limit=1").field("next")).isNull();
    }

    /** Sixteen lines with titles of a thousand characters each. */
    @Test
    void endsWithTheOrderThatMakesAPageLarge() {
        Item[] items = IntStream.range(0, 16).mapToObj(i -> Item.of("s" + i, 999).limit(999)).toArray(Item[]::new);
        SaleDefinition large = SaleDefinition.of(items);
        IntStream.range(0, 16).forEach(item -> large.withInItem(item, "title", "t".repeat(1000)));
        String largeSale = gateway.shop().open(large);
        String lines = String.join(",", IntStream.range(0, 16)
                .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"quantity\":1}").toList());
        for (int i = 0; i < 80; i++) {
            gateway.buyers().buy(largeSale, "b1", Fresh.key(), "{\"items\":[" + lines + "]}");
        }
        Answer page = operators.get("/v1/sales/" + largeSale + "/orders?limit=80");
        Answer rest = operators.get("/v1/sales/" + largeSale + "/orders?limit=80&after=" + page.field("next"));

        assertThat(page.body().length).isBetween(1 << 20, (1 << 20) + 20_000);
        assertThat(idsOf(page).size() + idsOf(rest).size()).isEqualTo(80);
        assertThat(rest.field("next")).isNull();
    }
}
