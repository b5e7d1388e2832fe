package dev.shoutgate.blackbox.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ring that buys keep full has room for who brings money, and for who gives units back. */
class PriorityTest {
    private static final int ORDERS = 2_000;
    private static final int DESKS = 4;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("ring.slots", 64)
            .with("ring.reserved-slots", 16).with("capacity.orders", 2_000_000);

    @Test
    void paymentsAndCancelsPassAFloodOfBuysAtTheFirstTry() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", ORDERS).limit(1), Item.of("case", 1_000_000).limit(1));
        List<String> buyers = IntStream.range(0, ORDERS).mapToObj(i -> Fresh.buyer()).toList();
        List<String> orders = buyOneEach(sale, buyers);
        ExecutorService threads = Executors.newFixedThreadPool(DESKS);
        try (Flood flood = new Flood(gateway, sale, "case")) {
            flood.awaitFullRing();
            List<Callable<Integer>> desks = new ArrayList<>();
            for (int desk = 0; desk < DESKS; desk++) {
                int first = desk;
                desks.add(() -> refused(first, buyers, orders));
            }
            long shedBefore = flood.shed();
            int refused = 0;
            for (Future<Integer> desk : threads.invokeAll(desks)) {
                refused += desk.get();
            }
            assertThat(flood.shed() - shedBefore).as("buys shed meanwhile: the ring was full").isGreaterThan(1_000);
            assertThat(refused).as("of %s confirms and cancels, while %s", ORDERS, flood)
                    .isLessThanOrEqualTo(ORDERS / 1_000);
            flood.end();
        } finally {
            threads.shutdownNow();
        }
        Stock phones = gateway.shop().stock(sale, "phone");
        assertThat(phones.held()).isLessThanOrEqualTo(ORDERS / 1_000);
        gateway.shop().assertAuditOk(sale);
    }

    /** How many calls of this desk did not succeed at their first try: payments, and every fourth time a cancel. */
    private static int refused(int first, List<String> buyers, List<String> orders) {
        int refused = 0;
        try (RawHttp operators = RawHttp.connect(gateway.operatorsPort()); RawHttp own = gateway.connect()) {
            for (int i = first; i < ORDERS; i += DESKS) {
                boolean cancel = i / DESKS % 4 == 3;
                Answer answer = cancel ? own.send(Requests.cancel(orders.get(i), buyers.get(i))).read()
                        : operators.send(Requests.confirm(orders.get(i))).read();
                assertThat(answer.outcome()).isIn("200", "503 overloaded");
                refused += answer.status() == 200 ? 0 : 1;
            }
        }
        return refused;
    }

    private static List<String> buyOneEach(String sale, List<String> buyers) {
        List<String> orders = new ArrayList<>();
        try (RawHttp connection = gateway.connect()) {
            for (int from = 0; from < ORDERS; from += 20) {
                List<byte[]> window = buyers.subList(from, from + 20).stream()
                        .map(buyer -> Requests.buyAs(buyer, sale, "phone")).toList();
                for (Answer bought : Duel.exchange(connection, window)) {
                    assertThat(bought.status()).as("%s", bought).isEqualTo(201);
                    orders.add(bought.orderId());
                }
            }
        }
        return orders;
    }
}
