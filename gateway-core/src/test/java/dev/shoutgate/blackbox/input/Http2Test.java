package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.TestCertificate;
import dev.shoutgate.blackbox.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale over HTTP/2, with clients that others wrote: over TLS, where ALPN chooses it, and in clear text. */
class Http2Test {

    private static final String SHOP = "https://shop.example.com";
    private static final TestCertificate USED = TestCertificate.make("used", "EC");

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("buyers.cors-origins", List.of(SHOP))
            .with("buyers.tls.certificate", USED.certificateFile().toString())
            .with("buyers.tls.key", USED.keyFile().toString());

    @RegisterExtension
    static final GatewayUnderTest clear = GatewayUnderTest.small();

    private final HttpClient client = client();

    @Test
    void sellsEachUnitOnceToManyOnOneConnection() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 170).limit(1));
        assertThat(client.send(ask("/v1/time").build(), BodyHandlers.ofString()).version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            // As many streams as the gateway takes at once; the JDK's client fails beyond.
            List<CompletableFuture<HttpResponse<String>>> presses = IntStream.range(0, 50).mapToObj(i -> client
                    .sendAsync(buy(sale, Fresh.buyer(), Fresh.key()), BodyHandlers.ofString())).toList();
            presses.forEach(press -> statuses.add(press.join().statusCode()));
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(170);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(230);
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(170);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void answersAKeyThatComesAgainWithTheSameOrder() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        HttpRequest buy = buy(sale, Fresh.buyer(), Fresh.key());
        HttpResponse<String> first = client.send(buy, BodyHandlers.ofString());
        HttpResponse<String> again = client.send(buy, BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
        assertThat(again.headers().firstValue("location")).isEqualTo(first.headers().firstValue("location"));
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    @Test
    void refusesAnotherMediaTypeAndAnotherCoding() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        String path = "/v1/sales/" + sale + "/orders";
        for (String[] wrong : new String[][] {{"Content-Type", "text/plain"},
                {"Content-Type", "application/json", "Content-Encoding", "gzip"}}) {
            HttpRequest buy = ask(path).headers(wrong).headers("X-Buyer-Id", Fresh.buyer(), "Idempotency-Key", Fresh.key())
                    .POST(BodyPublishers.ofString(BuyRequest.line("phone", 1))).build();
            HttpResponse<String> answer = client.send(buy, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        }
    }

    @Test
    void tellsABrowserWhatAPageOfAnotherOriginMaySend() throws Exception {
        String said = curl("-i", "-X", "OPTIONS", "-H", "Origin: " + SHOP, "-H",
                "Access-Control-Request-Method: POST", address() + "/v1/sales/a/orders");

        assertThat(said).startsWith("HTTP/2 204").contains("access-control-allow-origin: " + SHOP)
                .contains("access-control-allow-methods: ").contains("access-control-max-age: 7200");
    }

    @Test
    void answersHeadAndAsksWhereAnOrderIs() throws Exception {
        assertThat(curl("-I", address() + "/")).startsWith("HTTP/2 200").contains("content-length: ");
        assertThat(curl("-i", address() + "/v1/orders/none", "-H", "X-Buyer-Id: b")).startsWith("HTTP/2 404")
                .contains("application/problem+json");
    }

    /** Its description names the address that it was asked at. */
    @Test
    void knowsThatItsStreamsAreEncrypted() throws Exception {
        assertThat(curl(address() + "/openapi.json")).contains("https://127.0.0.1:" + gateway.buyersPort());
        assertThat(Tool.curl().says("--http2-prior-knowledge", "http://127.0.0.1:" + clear.buyersPort()
                + "/openapi.json")).contains("http://127.0.0.1:" + clear.buyersPort());
    }

    /** As a browser hears of a sale, by curl; the stream ends as a reply ends. */
    @Test
    void streamsTheEventsOfASaleToItsEnd() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        Process curl = Tool.curl().start("-N", "--http2", "--cacert", USED.certificateFile().toString(),
                address() + "/v1/sales/" + sale + "/events");
        try (BufferedReader said = new BufferedReader(
                new InputStreamReader(curl.getInputStream(), StandardCharsets.UTF_8))) {
            readUntil(said, "\"available\":5");
            gateway.operators().post("/v1/sales/" + sale + "/items/phone/restock", Fresh.key(), "{\"quantity\":7}");
            readUntil(said, "\"available\":12");
            gateway.operators().close(sale);
            readUntil(said, "CLOSED");
            while (said.readLine() != null) {
                continue;
            }
            assertThat(curl.waitFor()).as("it ended well").isZero();
        } finally {
            curl.destroyForcibly();
        }
    }

    private static void readUntil(BufferedReader said, String text) throws Exception {
        String line = said.readLine();
        while (line != null && !line.contains(text)) {
            line = said.readLine();
        }
        assertThat(line).contains(text);
    }

    @Test
    void sellsInClearTextToWhoKnowsThatItIsSpoken() throws Exception {
        String sale = clear.shop().open(Item.of("phone", 1));
        String[] buy = {"--http2-prior-knowledge", "-H", "Content-Type: application/json", "-H",
                "X-Buyer-Id: " + Fresh.buyer(), "-H", "Idempotency-Key: " + Fresh.key(), "-d",
                BuyRequest.line("phone", 1), "-w", " %{http_version} %{http_code}",
                "http://127.0.0.1:" + clear.buyersPort() + "/v1/sales/" + sale + "/orders"};

        assertThat(Tool.curl().says(buy)).endsWith(" 2 201");
        assertThat(clear.shop().stock(sale, "phone").held()).isEqualTo(1);
        assertThat(Tool.curl().says("--http2-prior-knowledge", "-w", " %{http_version}",
                "http://127.0.0.1:" + clear.operatorsPort() + "/livez")).endsWith(" 2");
    }

    /** Many connections, each with many streams at once, and not one request without its answer. */
    @Test
    void answersAllThatACrowdAsks() throws Exception {
        Tool h2load = Tool.installed("h2load", "nghttp2-client");
        String clearly = h2load.says("-n", "20000", "-c", "20", "-m", "50", "-w", "14", "-W", "15",
                "http://127.0.0.1:" + clear.buyersPort() + "/v1/time");
        String secretly = h2load.says("-n", "5000", "-c", "10", "-m", "50", address() + "/v1/time");

        assertThat(clearly).contains("20000 succeeded, 0 failed, 0 errored, 0 timeout", "20000 2xx");
        assertThat(secretly).contains("5000 succeeded, 0 failed, 0 errored, 0 timeout", "Application protocol: h2");
    }

    private static String curl(String... arguments) throws Exception {
        return new Tool(Tool.curl().program(), "-sS", "--noproxy", "*", "--http2", "--cacert",
                USED.certificateFile().toString()).says(arguments);
    }

    private static HttpRequest buy(String sale, String buyer, String key) {
        return ask("/v1/sales/" + sale + "/orders")
                .headers("Content-Type", "application/json", "X-Buyer-Id", buyer, "Idempotency-Key", key)
                .POST(BodyPublishers.ofString(BuyRequest.line("phone", 1))).build();
    }

    private static HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    private static String address() {
        return "https://localhost:" + gateway.buyersPort();
    }

    private static HttpClient client() {
        try {
            return HttpClient.newBuilder().sslContext(TestCertificate.trusting(USED))
                    .version(HttpClient.Version.HTTP_2).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
