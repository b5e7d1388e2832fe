package dev.shoutgate.blackbox.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.RawHttp;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A crowd that keeps more presses of one sale in flight than the ring has slots, until it is ended. */
final class Flood implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int CONNECTIONS_EACH = 8;
    private static final int PRESSES_IN_FLIGHT = 60;

    private final GatewayUnderTest gateway;
    private final String sale;
    private final String sku;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<Void>> running = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong shed = new AtomicLong();
    private final AtomicLong pressed = new AtomicLong();

    /** Begins; every press is of another buyer. */
    Flood(GatewayUnderTest gateway, String sale, String sku) {
        this.gateway = gateway;
        this.sale = sale;
        this.sku = sku;
        for (int thread = 0; thread < THREADS; thread++) {
            running.add(threads.submit(this::press));
        }
    }

    /** Presses that were answered 503 so far. */
    long shed() {
        return shed.get();
    }

    void awaitFullRing() {
        await("a full ring").atMost(Duration.ofSeconds(30)).until(() -> shed.get() >= 1_000);
    }

    private Void press() {
        List<RawHttp> connections = new ArrayList<>();
        try {
            for (int c = 0; c < CONNECTIONS_EACH; c++) {
                connections.add(gateway.connect());
                send(connections.get(c));
            }
            while (!over.get()) {
                for (RawHttp connection : connections) {
                    read(connection);
                    send(connection);
                }
            }
            connections.forEach(this::read);
        } finally {
            connections.forEach(RawHttp::close);
        }
        return null;
    }

    private void send(RawHttp connection) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < PRESSES_IN_FLIGHT; i++) {
            bytes.writeBytes(Requests.buy(sale, sku));
        }
        connection.send(bytes.toByteArray());
        pressed.addAndGet(PRESSES_IN_FLIGHT);
    }

    private void read(RawHttp connection) {
        for (int i = 0; i < PRESSES_IN_FLIGHT; i++) {
            int status = connection.read().status();
            assertThat(status).isIn(201, 503);
            shed.addAndGet(status == 503 ? 1 : 0);
        }
    }

    /** Ends it, once every press has its answer. */
    void end() throws Exception {
        over.set(true);
        for (Future<Void> one : running) {
            one.get();
        }
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return shed + " of " + pressed + " shed";
    }
}
