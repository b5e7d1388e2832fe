package dev.shoutgate.blackbox.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.EventStream.Event;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators hear of orders while they watch a sale. */
class OrderEventsTest {
    private static final List<String> COUNTS =
            List.of("taken", "confirmed", "cancelled", "expired", "refunded", "amount");

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static EventStream watch(String sale) throws IOException {
        EventStream stream = EventStream.open(gateway.operatorsPort(), "/v1/sales/" + sale + "/events",
                "Authorization: Bearer " + Tokens.PLATFORM);
        assertThat(stream.next().name()).isEqualTo("sale");
        return stream;
    }

    /** The sums of what is heard until so many orders were taken and so many had become something else. */
    private static List<Long> hear(EventStream stream, long taken, long others, List<JsonNode> latest)
            throws IOException {
        long[] sums = new long[COUNTS.size()];
        while (sums[0] < taken || sums[1] + sums[2] + sums[3] + sums[4] < others) {
            Event event = stream.next();
            if (event.name().equals("orders")) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += event.data().get(COUNTS.get(i)).asLong();
                }
                assertThat(event.data().get("latest")).hasSizeLessThanOrEqualTo(20);
                int at = 0;
                for (JsonNode order : event.data().get("latest")) {
                    latest.add(at++, order);
                }
            }
        }
        return IntStream.range(0, sums.length).mapToObj(i -> sums[i]).toList();
    }

    private static String buy(String sale, int buyer) {
        Answer bought = gateway.buyers().buy(sale, "b" + buyer, "phone", 1);
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
        return bought.json().get("orderId").asText();
    }

    private static void act(String orderId, String act, String body) {
        Answer done = gateway.operators().api().send("POST", "/v1/orders/" + orderId + "/" + act, body, "Authorization",
                "Bearer " + Tokens.PLATFORM, "Idempotency-Key", Fresh.key(), "Content-Type", "application/json");
        assertThat(done.status()).as("%s", done).isEqualTo(200);
    }

    @Test
    void showsNewOrdersAsTheyAreReadNewestFirst() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream stream = watch(sale)) {
            String first = buy(sale, 1);
            String second = buy(sale, 2);

            List<JsonNode> latest = new ArrayList<>();
            List<Long> counts = hear(stream, 2, 0, latest);
            JsonNode read = gateway.operators().order(second).json();
            assertThat(latest).containsExactly(read, gateway.operators().order(first).json());
            assertThat(counts).containsExactly(2L, 0L, 0L, 0L, 0L, 2 * read.get("total").asLong());
        }
    }

    @Test
    void countsWhatBecomesOfOrders() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String paid = buy(sale, 1);
        String given = buy(sale, 2);
        try (EventStream stream = watch(sale)) {
            act(paid, "confirm", "{\"paymentRef\":\"p1\"}");
            act(paid, "refund", "{\"restock\":true}");
            gateway.buyers().cancel(given, "b2");

            assertThat(hear(stream, 0, 3, new ArrayList<>())).containsExactly(0L, 1L, 1L, 0L, 1L, 0L);
        }
    }

    @Test
    void beginsToCountWhenSomebodyBeginsToWatch() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        buy(sale, 1);
        try (EventStream early = watch(sale)) {
            buy(sale, 2);
            hear(early, 1, 0, new ArrayList<>());
            try (EventStream late = watch(sale)) {
                String third = buy(sale, 3);

                List<JsonNode> latest = new ArrayList<>();
                assertThat(hear(late, 1, 0, latest).get(0)).isEqualTo(1);
                assertThat(latest).extracting(order -> order.get("orderId").asText()).containsExactly(third);
            }
        }
    }

    @Test
    void gathersACrowdsOrders() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 200));
        try (EventStream stream = watch(sale)) {
            IntStream.range(0, 100).parallel().forEach(buyer -> buy(sale, buyer));

            List<JsonNode> latest = new ArrayList<>();
            assertThat(hear(stream, 100, 0, latest).get(0)).isEqualTo(100);
            assertThat(latest).extracting(order -> order.get("sequence").asLong())
                    .isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsOneWhoDidNotReadOfAllOrders() throws IOException {
        String sale = gateway.shop().open(IntStream.range(0, 500)
                .mapToObj(i -> Item.of(i == 0 ? "phone" : "sku-" + i, 1000)).toArray(Item[]::new));
        try (EventStream slow = watch(sale); EventStream other = watch(sale)) {
            for (int i = 0; i < 30; i++) {
                buy(sale, i);
                awaitStatus(other, sale, "pause", "PAUSED");
                awaitStatus(other, sale, "resume", "OPEN");
            }
            assertThat(hear(slow, 30, 0, new ArrayList<>()).get(0)).isEqualTo(30);
        }
    }

    private static void awaitStatus(EventStream stream, String sale, String act, String status) throws IOException {
        gateway.operators().post("/v1/sales/" + sale + "/" + act, Fresh.key());
        Event event = stream.next();
        while (!event.data().path("status").asText().equals(status)) {
            event = stream.next();
        }
    }

    @Test
    void tellsBuyersNothingOfOrders() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream buyers = EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events");
                EventStream operators = watch(sale)) {
            buy(sale, 1);
            hear(operators, 1, 0, new ArrayList<>());
            gateway.shop().close(sale);

            for (Event event = buyers.next(); event != null; event = buyers.next()) {
                assertThat(event.name()).isIn("sale", "stock");
            }
        }
    }
}
