package dev.shoutgate.blackbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve --demo --lan} opens, and to whom. The network is this machine's own: nothing leaves it. */
class PhonesOfTheNetworkTest {
    private static final HttpClient PHONE =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path folder;

    @BeforeAll
    static void needANetwork() throws SocketException {
        boolean connected = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getAddress().length == 4 && !address.isLoopbackAddress());
        if (!connected) {
            System.out.println("skipped: the demo for phones; this machine is in no network");
        }
        Assumptions.assumeTrue(connected, "no network");
    }

    @Test
    void comeInByTheCodeInTheTerminalAndBuyUnderAnIdOfTheirOwn() throws Exception {
        try (GatewayProcess gateway = demo("--lan")) {
            List<String> code = QrLines.in(gateway.output().lines());
            assertThat(QrLines.hasQuietZone(code)).isTrue();
            URI room = URI.create(QrLines.read(code));

            assertThat(gateway.output().text()).contains("phones     " + room);
            assertThat(room.getHost()).isNotEqualTo("127.0.0.1");
            assertThat(room.getPort()).isEqualTo(gateway.buyersPort());
            assertThat(PHONE.send(HttpRequest.newBuilder(room).build(), BodyHandlers.ofString()).body())
                    .contains("<html");
            assertThat(buy(room, "b-a-phone").statusCode()).isEqualTo(201);
            assertThat(buy(room, "b-another").statusCode()).isEqualTo(201);
            assertThat(buy(room, null).statusCode()).isEqualTo(401);
            assertThatThrownBy(() -> reach(room.getHost(), gateway.operatorsPort()))
                    .isInstanceOf(ConnectException.class);
            assertThat(gateway.terminate()).isZero();
        }
    }

    @Test
    void stayOutsideOfADemoThatWasNotOpenedToThem() throws Exception {
        try (GatewayProcess gateway = demo()) {
            assertThat(QrLines.in(gateway.output().lines())).isEmpty();
            String host = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                    .findFirst().orElseThrow().getHostAddress();
            assertThatThrownBy(() -> reach(host, gateway.buyersPort())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void areNotLetIntoAShop() throws Exception {
        try (GatewayProcess shop = GatewayProcess.serve(folder, Settings.small().with("data", data()))) {
            shop.shop().define("friday", SaleDefinition.of(Item.of("mug", 10)));
            assertThat(shop.terminate()).isZero();
        }

        assertRefused("the sale friday of shop-1", "serve", "--demo", "--lan", "--data", data(), "--port", "0",
                "--operator-port", "0");
        assertRefused("operators.tokens", "serve", "--demo", "--lan", "--config", config("""
                operators: {tokens: [{name: desk, sha256: %s}]}""".formatted("aa".repeat(32))));
        assertRefused("trusted-proxies", "serve", "--demo", "--lan", "--config", config("""
                identity: {trusted-proxies: [10.0.0.1]}"""));
        assertRefused("operators.bind", "serve", "--demo", "--lan", "--config", config("""
                operators: {bind: "0.0.0.0:8081"}"""));
        assertRefused("--demo", "serve", "--lan");
    }

    private void assertRefused(String because, String... command) throws Exception {
        try (GatewayProcess refused = GatewayProcess.run(command)) {
            assertThat(refused.exitCode(Duration.ofSeconds(60))).as("%s", refused.output()).isEqualTo(64);
            assertThat(refused.output().text()).contains("--lan: ", because).doesNotContain("\tat ");
        }
    }

    private GatewayProcess demo(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("serve", "--demo", "--data", data(), "--port", "0",
                "--operator-port", "0"));
        command.addAll(List.of(more));
        return GatewayProcess.ready(command.toArray(String[]::new));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String config(String yaml) throws Exception {
        return Files.writeString(folder.resolve("lan.yaml"), yaml).toString();
    }

    private static HttpResponse<String> buy(URI room, String buyer) throws Exception {
        HttpRequest.Builder press = HttpRequest.newBuilder(room.resolve("/v1/sales/demo/orders"))
                .header("Content-Type", "application/json").header("Idempotency-Key", Fresh.key())
                .POST(BodyPublishers.ofString(BuyRequest.line("phone", 1)));
        return PHONE.send((buyer == null ? press : press.header("X-Buyer-Id", buyer)).build(),
                BodyHandlers.ofString());
    }

    private static void reach(String host, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5000);
        }
    }
}
