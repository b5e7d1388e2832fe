package dev.shoutgate.blackbox.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of several addresses, 127.0.0.2 and on, behind the proxies that shops use. */
class RateBehindProxyTest {

    @RegisterExtension
    static final GatewayUnderTest byHeader = limited();

    @RegisterExtension
    static final GatewayUnderTest byProtocol = limited().with("buyers.proxy-protocol", true);

    private static GatewayUnderTest limited() {
        return GatewayUnderTest.small().with("identity.trusted-proxies", List.of("127.0.0.1"))
                .with("admission.rate-per-address", 1).with("admission.burst-per-address", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2", "send-proxy-v2 proto h2",
        "send-proxy-v2 proxy-v2-options unique-id,crc32c"})
    void isThatOfTheClientByTheProxyProtocolOfHaproxy(String how) throws Exception {
        Assumptions.assumeTrue(FrontServer.installed("haproxy").isPresent());
        try (FrontServer haproxy = FrontServer.haproxy(how, byProtocol.buyersPort())) {
            // Each round has clients of its own.
            holdsForEachAddress(haproxy.port, byProtocol, how.length() % 100);
        }
    }

    @Test
    void isThatOfTheClientByTheHeaderOfHaproxy() throws Exception {
        Assumptions.assumeTrue(FrontServer.installed("haproxy").isPresent());
        try (FrontServer haproxy = FrontServer.haproxy("\n  option forwardfor", byHeader.buyersPort())) {
            holdsForEachAddress(haproxy.port, byHeader, 100);
        }
    }

    @Test
    void isThatOfTheClientByTheHeaderOfNginx() throws Exception {
        Assumptions.assumeTrue(FrontServer.installed("nginx").isPresent());
        String line = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
        try (FrontServer nginx = FrontServer.nginx(line, byHeader.buyersPort())) {
            holdsForEachAddress(nginx.port, byHeader, 200);
        }
    }

    @Test
    void countsConnectionsThatBeginWithoutTheProxyProtocol() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", byProtocol.buyersPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(
                    "GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isNegative();
        }
        await().until(() -> new ApiClient(byProtocol.operatorsPort()).get("/metrics").text().contains(
                "shoutgate_connections_refused_total{port=\"buyers\",reason=\"proxy-header\"} 1"));
    }

    /** What clients write into the header themselves changes nothing. */
    private static void holdsForEachAddress(int port, GatewayUnderTest gateway, int first) throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 1000).limit(10));
        String hasty = "127.0.0." + (2 + first);
        int presses = 0;
        while (press(port, hasty, sale, "198.51.100." + presses) == 201) {
            assertThat(presses++).isLessThan(20);
        }
        assertThat(press(port, hasty, sale, "198.51.100.99")).isEqualTo(429);
        assertThat(press(port, "127.0.1." + (2 + first), sale, hasty)).isEqualTo(201);
    }

    private static int press(int port, String from, String sale, String claimed) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(15_000);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
            socket.getOutputStream().write(BuyRequest.of(sale, "phone").header("X-Buyer-Id", Fresh.buyer())
                    .header("X-Forwarded-For", claimed).header("Connection", "close").bytes());
            String status = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(status).startsWith("HTTP/1.1 ");
            return Integer.parseInt(status.substring(9, 12));
        }
    }
}
