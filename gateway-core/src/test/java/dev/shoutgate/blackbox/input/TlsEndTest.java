package dev.shoutgate.blackbox.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.TestCertificate;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How connections over TLS end, told by a client that hears the alert itself, and what those cost that never read. */
class TlsEndTest {

    private static final TestCertificate CERTIFICATE = make();
    private static final int SLOW = 40;
    private static final int MOST_BYTES_EACH = 512 << 10;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("buyers.tls.certificate", CERTIFICATE.certificateFile().toString())
            .with("buyers.tls.key", CERTIFICATE.keyFile().toString()).with("buyers.request-timeout", "3s");

    @Test
    void saysThatItIsOverBeforeItEnds() throws Exception {
        try (TlsWire wire = new TlsWire(gateway.buyersPort(), CERTIFICATE)) {
            wire.send("GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\nGET /v1/time HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: close\r\n\r\n");

            assertThat(wire.hearsThatItIsOver()).as("close_notify").isTrue();
            assertThat(wire.heard().split("200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void saysThatItIsOverBehindARefusal() throws Exception {
        try (TlsWire wire = new TlsWire(gateway.buyersPort(), CERTIFICATE)) {
            wire.send("GET /v1/time HTTP/1.1\r\n\r\n");

            assertThat(wire.hearsThatItIsOver()).as("close_notify").isTrue();
            assertThat(wire.heard()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void saysThatTheEventsOfASaleAreOver() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (TlsWire wire = new TlsWire(gateway.buyersPort(), CERTIFICATE)) {
            wire.send("GET /v1/sales/" + sale + "/events HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> wire.heard().contains("\"available\":5"));
            gateway.operators().close(sale);

            assertThat(wire.hearsThatItIsOver()).as("close_notify").isTrue();
            assertThat(wire.heard()).contains("CLOSED");
        }
    }

    @Test
    void countsWhoDoesNotComeToTerms() throws Exception {
        long before = handshakesRefused();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort());
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort());
                Socket gone = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort())) {
            gone.close();
            plain.getOutputStream().write("GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            silent.setSoTimeout(20_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);

            await().atMost(Duration.ofSeconds(10)).until(() -> handshakesRefused() == before + 2);
        }
    }

    /** Their replies are not made, and the room tells them nothing, until they read. */
    @Test
    void holdsNoMemoryForThoseWhoDoNotRead() throws Exception {
        String sale = gateway.shop().open(IntStream.range(0, 500).mapToObj(i -> Item.of("sku-" + i, 1_000))
                .toArray(Item[]::new));
        List<TlsWire> wires = new ArrayList<>();
        long before = usedBytes();
        try {
            for (int i = 0; i < SLOW; i++) {
                TlsWire wire = new TlsWire(gateway.buyersPort(), CERTIFICATE);
                wires.add(wire);
                wire.readsNoMore();
                boolean watches = i % 2 == 0;
                wire.send(("GET /v1/sales/" + sale + (watches ? "/events" : "") + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .repeat(watches ? 1 : 200));
            }
            for (int i = 0; i < 50; i++) {
                gateway.operators().post("/v1/sales/" + sale + "/items/sku-0/restock", Fresh.key(), "{\"quantity\":1}");
            }
            assertThat(usedBytes() - before).as("bytes of Netty's memory, both sides")
                    .isLessThan((long) MOST_BYTES_EACH * SLOW);
            wires.get(1).readsOn();
            await().atMost(Duration.ofSeconds(30)).until(() -> wires.get(1).heard().split("200 OK", -1).length == 201);
        } finally {
            wires.forEach(TlsWire::close);
        }
    }

    private static long handshakesRefused() {
        String line = "shoutgate_connections_refused_total{port=\"buyers\",reason=\"handshake\"} ";
        String metrics = gateway.operators().api().get("/metrics").text();
        int at = metrics.indexOf(line) + line.length();
        return (long) Double.parseDouble(metrics.substring(at, metrics.indexOf('\n', at)));
    }

    private static long usedBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    }

    private static TestCertificate make() {
        try {
            return TestCertificate.make(Files.createTempDirectory("shoutgate-tls-"), "end", "EC");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
