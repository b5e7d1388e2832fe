package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.Crowd.tally;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators and buyers, or two kinds of order, reach for the same units at the same moment. */
class StockRacesTest {
    private static final int ROUNDS = 2_000;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("capacity.items", 10_000);

    @Test
    void aRestockAndBuysOfWhatItBrings() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 0).limit(1));
        List<List<Answer>> answers = new Duel()
                .side(gateway.operatorsPort(), times(i -> Requests.restock(sale, "phone", 1)))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone"))).fight();

        assertThat(tally(answers.get(0))).isEqualTo(Map.of("200", (long) ROUNDS));
        Map<String, Long> buys = tally(answers.get(1));
        tally(answers.get(2)).forEach((outcome, count) -> buys.merge(outcome, count, Long::sum));
        assertThat(buys.keySet()).isSubsetOf("201", "409 sold-out");
        long held = buys.getOrDefault("201", 0L);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(ROUNDS, ROUNDS - held, held, 0));

        List<Answer> rest = Duel.alone(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone")));
        assertThat(tally(rest).getOrDefault("201", 0L)).as("never undersold").isEqualTo(ROUNDS - held);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(ROUNDS, 0, ROUNDS, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void stockThatIsTakenAwayAndBuysOfIt() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", ROUNDS).limit(1));
        List<List<Answer>> answers = new Duel()
                .side(gateway.operatorsPort(), times(i -> Requests.restock(sale, "phone", -1)))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone"))).fight();

        assertThat(tally(answers.get(0)).keySet()).isSubsetOf("200", "409 insufficient-stock");
        assertThat(tally(answers.get(1)).keySet()).isSubsetOf("201", "409 sold-out");
        long taken = tally(answers.get(0)).getOrDefault("200", 0L);
        long bought = tally(answers.get(1)).getOrDefault("201", 0L);
        assertThat(taken + bought).as("every unit went to one of the two").isEqualTo(ROUNDS);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(bought, 0, bought, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void ordersThatNameTheSameItemsTheOtherWayRound() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", ROUNDS).limit(1), Item.of("case", ROUNDS - 500).limit(1));
        List<List<Answer>> answers = new Duel()
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone", "case")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "case", "phone")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone", "case")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "case", "phone"))).fight();

        List<Answer> all = answers.stream().flatMap(List::stream).toList();
        assertThat(tally(all)).isEqualTo(Map.of("201", ROUNDS - 500L, "409 sold-out", 3L * ROUNDS + 500));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(new Stock(ROUNDS - 500, 0, ROUNDS - 500, 0));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(ROUNDS, 500, ROUNDS - 500, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void theCloseOfASaleAndAPressInIt() throws Exception {
        List<String> sales = IntStream.range(0, ROUNDS).mapToObj(i -> Fresh.sale()).toList();
        String definition = SaleDefinition.of(Item.of("phone", 2)).json();
        Duel.alone(gateway.operatorsPort(), times(i -> Requests.operatorPut("/v1/sales/" + sales.get(i), definition)));
        Duel.alone(gateway.operatorsPort(), times(i -> move(sales.get(i), "open")));
        List<List<Answer>> answers = new Duel()
                .side(gateway.operatorsPort(), times(i -> move(sales.get(i), "close")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sales.get(i), "phone")))
                .fight();

        assertThat(tally(answers.get(0))).isEqualTo(Map.of("200", (long) ROUNDS));
        assertThat(tally(answers.get(1)).keySet()).isSubsetOf("201", "409 sale-closed");
        List<Answer> views = Duel.alone(gateway.operatorsPort(),
                times(i -> Requests.operatorGet("/v1/sales/" + sales.get(i))));
        List<Answer> histories = Duel.alone(gateway.operatorsPort(),
                times(i -> Requests.operatorGet("/v1/sales/" + sales.get(i) + "/history")));
        for (int i = 0; i < ROUNDS; i++) {
            Answer buy = answers.get(1).get(i);
            long held = buy.status() == 201 ? 1 : 0;
            assertThat(Stock.of(views.get(i).json(), "phone")).isEqualTo(new Stock(2, 2 - held, held, 0));
            assertThat(views.get(i).field("status")).isEqualTo("CLOSED");
            JsonNode acts = histories.get(i).json().path("acts");
            assertThat(acts).as("define, open, close: %s", acts).hasSize(3);
            if (held == 1) {
                assertThat(buy.json().path("sequence").asLong()).as("%s before the close in %s", buy, acts)
                        .isBetween(acts.get(1).path("sequence").asLong(), acts.get(2).path("sequence").asLong());
            }
        }
        List<Answer> late = Duel.alone(gateway.buyersPort(), times(i -> Requests.buy(sales.get(i), "phone")));
        assertThat(tally(late)).isEqualTo(Map.of("409 sale-closed", (long) ROUNDS));
    }

    @Test
    void aPriceCutAndTheOrdersAroundIt() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 2 * ROUNDS).price(0).limit(1));
        List<List<Answer>> answers = new Duel()
                .side(gateway.operatorsPort(), times(i -> Requests.operatorPut(
                        "/v1/sales/" + sale + "/items/phone", "{\"price\":" + (i + 1) + "}")))
                .side(gateway.buyersPort(), times(i -> Requests.buy(sale, "phone"))).fight();

        TreeMap<Long, Long> priceFrom = new TreeMap<>(Map.of(0L, 0L));
        for (JsonNode act : Desk.of(gateway).acts(sale)) {
            if (act.path("price").isIntegralNumber()) {
                priceFrom.put(act.path("sequence").asLong(), act.path("price").asLong());
            }
        }
        assertThat(priceFrom).hasSize(ROUNDS + 1);
        assertThat(tally(answers.get(1))).isEqualTo(Map.of("201", (long) ROUNDS));
        List<String> wrong = new ArrayList<>();
        for (Answer buy : answers.get(1)) {
            Map.Entry<Long, Long> inForce = priceFrom.lowerEntry(buy.json().path("sequence").asLong());
            if (inForce.getValue() != buy.json().at("/items/0/unitPrice").asLong(-1)) {
                wrong.add(inForce + " in force at " + buy.text());
            }
        }
        assertThat(wrong).isEmpty();
        gateway.shop().assertAuditOk(sale);
    }

    private static byte[] move(String sale, String act) {
        return Requests.operator("/v1/sales/" + sale + "/" + act, "");
    }

    private static List<byte[]> times(IntFunction<byte[]> request) {
        return IntStream.range(0, ROUNDS).mapToObj(request).toList();
    }
}
