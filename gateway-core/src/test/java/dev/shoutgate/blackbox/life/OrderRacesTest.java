package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.Crowd.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two things happen to one order at the same moment: one of them wins, and the stock says which. */
class OrderRacesTest {
    private static final int ORDERS = 4_000;
    private static final int WINDOW = 50;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void aPaymentAndTheBuyersCancel() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", ORDERS).limit(1));
        List<String> buyers = IntStream.range(0, ORDERS).mapToObj(i -> Fresh.buyer()).toList();
        List<String> orders = Duel.alone(gateway.buyersPort(),
                buyers.stream().map(buyer -> Requests.buyAs(buyer, sale, "phone")).toList())
                .stream().map(Answer::orderId).toList();

        List<List<Answer>> answers = new Duel()
                .side(gateway.operatorsPort(), orders.stream().map(Requests::confirm).toList())
                .side(gateway.buyersPort(), IntStream.range(0, ORDERS)
                        .mapToObj(i -> Requests.cancel(orders.get(i), buyers.get(i))).toList())
                .fight();

        List<Answer> read = Duel.alone(gateway.operatorsPort(),
                orders.stream().map(id -> Requests.operatorGet("/v1/orders/" + id)).toList());
        int paid = 0;
        for (int i = 0; i < ORDERS; i++) {
            Answer confirm = answers.get(0).get(i);
            Answer cancel = answers.get(1).get(i);
            boolean confirmed = confirm.status() == 200;
            paid += confirmed ? 1 : 0;
            String both = confirm.outcome() + " and " + cancel.outcome() + ", now " + read.get(i).field("status");
            assertThat(both).isEqualTo(confirmed ? "200 and 409 order-not-held, now CONFIRMED"
                    : "409 order-not-held and 200, now CANCELLED");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(ORDERS, ORDERS - paid, 0, paid));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void twoPayments() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", ORDERS).limit(1));
        List<String> orders = Duel.alone(gateway.buyersPort(),
                IntStream.range(0, ORDERS).mapToObj(i -> Requests.buy(sale, "phone")).toList())
                .stream().map(Answer::orderId).toList();
        List<List<Answer>> answers = new Duel().side(gateway.operatorsPort(), payments(orders, "pay-1"))
                .side(gateway.operatorsPort(), payments(orders, "pay-2")).fight();
        for (int i = 0; i < ORDERS; i++) {
            assertThat(List.of(answers.get(0).get(i).outcome(), answers.get(1).get(i).outcome()))
                    .containsExactlyInAnyOrder("200", "409 already-confirmed");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(ORDERS, 0, 0, ORDERS));
        gateway.shop().assertAuditOk(sale);
    }

    private static List<byte[]> payments(List<String> orders, String paymentRef) {
        return orders.stream().map(id -> Requests.operator("/v1/orders/" + id + "/confirm", Desk.payment(paymentRef)))
                .toList();
    }

    @Test
    void aPaymentAndTheEndOfTheHold() throws Exception {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", ORDERS).limit(1))
                .with("holdSeconds", 1).with("latePayment", "refund"));
        BlockingQueue<List<Answer>> bought = new LinkedBlockingQueue<>();
        CompletableFuture<Void> buying = CompletableFuture.runAsync(() -> buyInWindows(sale, bought));
        List<String> orders = new ArrayList<>();
        List<Answer> paid = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        try (RawHttp desk = RawHttp.connect(gateway.operatorsPort())) {
            for (int window = 0; window < ORDERS / WINDOW; window++) {
                List<Answer> held = bought.poll(30, TimeUnit.SECONDS);
                assertThat(held).as("bought in window %s", window).isNotNull();
                List<String> ids = held.stream().map(Answer::orderId).toList();
                sleepUntil(Instant.parse(held.get(WINDOW / 2).field("expiresAt")).plusMillis(random.nextInt(-10, 40)));
                paid.addAll(Duel.exchange(desk, ids.stream().map(Requests::confirm).toList()));
                orders.addAll(ids);
            }
        }
        buying.get(10, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.shop().stock(sale, "phone").held() == 0);

        List<Answer> read = Duel.alone(gateway.operatorsPort(),
                orders.stream().map(id -> Requests.operatorGet("/v1/orders/" + id)).toList());
        for (int i = 0; i < ORDERS; i++) {
            assertThat(paid.get(i).outcome() + ", now " + read.get(i).field("status"))
                    .isIn("200, now CONFIRMED", "409 order-expired, now EXPIRED");
        }
        long confirmed = tally(paid).getOrDefault("200", 0L);
        assertThat(gateway.shop().stock(sale, "phone"))
                .isEqualTo(new Stock(ORDERS, ORDERS - confirmed, 0, confirmed));
        gateway.shop().assertAuditOk(sale);
    }

    // Spread over time, so that every window meets its own end of the hold.
    private static void buyInWindows(String sale, BlockingQueue<List<Answer>> bought) {
        try (RawHttp connection = gateway.connect()) {
            for (int window = 0; window < ORDERS / WINDOW; window++) {
                Instant next = Instant.now().plusMillis(30);
                bought.add(Duel.exchange(connection,
                        IntStream.range(0, WINDOW).mapToObj(i -> Requests.buy(sale, "phone")).toList()));
                sleepUntil(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        long ms = Duration.between(Instant.now(), moment).toMillis();
        if (ms > 0) {
            Thread.sleep(ms);
        }
    }
}
