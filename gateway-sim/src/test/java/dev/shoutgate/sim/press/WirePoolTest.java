package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.shop.ClosedPort;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WirePoolTest {
    private final ShopServer shop = ShopServer.open(Flaw.NONE);
    private final Transport transport = Transport.open();
    private final WirePool pool = new WirePool(transport, shop.buyersAddress(), 5);

    @AfterEach
    void close() {
        transport.close();
        shop.close();
    }

    @Test
    void opensAsManyAsItIsToldAndNoMoreThanItMay() throws Exception {
        grow(3);
        awaitOpen(3);
        grow(3);
        assertThat(onLoop(pool::open)).isEqualTo(3);

        grow(50);
        awaitOpen(5);
        onLoop(() -> growFor(50));
        assertThat(onLoop(pool::open)).isEqualTo(5);
        assertThat(onLoop(pool::mostOpen)).isEqualTo(5);
    }

    @Test
    void opensOneForEachThatWaits() throws Exception {
        onLoop(() -> growFor(2));
        awaitOpen(2);
        onLoop(() -> growFor(2));
        awaitOpen(4);
    }

    @Test
    void handsEachConnectionOutOnceAndTheLongestIdleFirst() throws Exception {
        grow(3);
        awaitOpen(3);
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            ids.add(onLoop(() -> pool.take(0)).id());
        }
        assertThat(ids).hasSize(3).doesNotContain(0);
        assertThat(onLoop(() -> pool.take(0))).as("all are out").isNull();
    }

    @Test
    void neverHandsOutTheConnectionThatIsToBeAvoided() throws Exception {
        grow(2);
        awaitOpen(2);
        Wire first = onLoop(() -> pool.take(0));
        onLoop(() -> freed(first));
        Wire second = onLoop(() -> pool.take(0));
        assertThat(second.id()).isNotEqualTo(first.id());

        assertThat(onLoop(() -> pool.take(first.id()))).as("only that one is free").isNull();
        onLoop(() -> freed(second));
        assertThat(onLoop(() -> pool.take(first.id()))).isSameAs(second);
        assertThat(onLoop(() -> pool.take(0))).as("the avoided one was kept").isSameAs(first);
    }

    @Test
    void forgetsAConnectionThatClosedWhileItWasIdle() throws Exception {
        grow(2);
        awaitOpen(2);
        Wire wire = onLoop(() -> pool.take(0));
        onLoop(() -> freed(wire));
        transport.loop().execute(wire::close);
        awaitOpen(1);

        assertThat(onLoop(() -> pool.take(0))).isNotSameAs(wire);
        assertThat(onLoop(() -> pool.take(0))).isNull();
    }

    @Test
    void opensNoneAfterItWasClosed() throws Exception {
        grow(2);
        awaitOpen(2);
        transport.loop().execute(pool::close);
        awaitOpen(0);
        grow(2);

        assertThat(onLoop(pool::open)).isZero();
    }

    @Test
    void pausesBetweenAttemptsWhileNobodyListens() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            WirePool refused = new WirePool(transport, closed.address(), 5);
            AtomicInteger asked = new AtomicInteger();
            transport.loop().execute(() -> {
                refused.whenFree(() -> {
                    asked.incrementAndGet();
                    refused.growFor(5);
                });
                refused.growFor(5);
            });
            long startNs = System.nanoTime();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() >= 5);

            // Four pauses of 50 ms lie between the first and the fifth time.
            assertThat(System.nanoTime() - startNs).isGreaterThan(200_000_000);
            assertThat(onLoop(refused::open)).isZero();
        }
    }

    private void grow(int count) throws Exception {
        onLoop(() -> {
            pool.grow(count);
            return null;
        });
    }

    private Void growFor(int waiting) {
        pool.growFor(waiting);
        return null;
    }

    private Void freed(Wire wire) {
        pool.freed(wire);
        return null;
    }

    private void awaitOpen(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> onLoop(pool::open) == count);
    }

    private <T> T onLoop(Callable<T> step) throws Exception {
        return transport.loop().submit(step).get(20, TimeUnit.SECONDS);
    }
}
