package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buyers' port with a certificate: clients that know it, and what the wire may do to them. */
class TlsTest {

    private static final TestCertificate FIRST = TestCertificate.make("first", "EC");
    private static final TestCertificate SECOND = TestCertificate.make("second", "RSA");
    /** What the gateway reads. */
    private static final TestCertificate USED = TestCertificate.make("used", "EC");
    private static final SSLContext CLIENT = trust();

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("buyers.tls.certificate", USED.certificateFile().toString())
            .with("buyers.tls.key", USED.keyFile().toString()).with("buyers.request-timeout", "2s");

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sellsOverEitherVersion(String version) throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        HttpClient client = HttpClient.newBuilder().sslContext(CLIENT).sslParameters(parameters)
                .version(HttpClient.Version.HTTP_2).build();
        String sale = gateway.shop().open(Item.of("phone", 2));
        HttpRequest buy = HttpRequest.newBuilder(URI.create(address() + "/v1/sales/" + sale + "/orders"))
                .headers("Content-Type", "application/json", "X-Buyer-Id", Fresh.buyer(),
                        "Idempotency-Key", Fresh.key())
                .POST(BodyPublishers.ofString(BuyRequest.line("phone", 1))).build();

        HttpResponse<String> answer = client.send(buy, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.version()).as("what ALPN offers").isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    /** Who does not offer HTTP/2 gets HTTP/1.1 over the same port. */
    @ParameterizedTest
    @CsvSource({"--http2, 2", "--http1.1, 1.1", "--no-alpn, 1.1"})
    void answersCurl(String how, String version) throws Exception {
        Path curl = Path.of("/usr/bin/curl");
        if (!Files.isExecutable(curl)) {
            System.out.println("skipped: a test with curl; install Debian's package curl to run it");
        }
        Assumptions.assumeTrue(Files.isExecutable(curl), "curl is not installed");
        Process asked = new ProcessBuilder(curl.toString(), "-sS", "--noproxy", "*", "--tlsv1.3", how, "--cacert",
                USED.certificateFile().toString(), "-w", " %{http_version} %{ssl_verify_result}",
                address() + "/v1/time")
                .redirectErrorStream(true).start();

        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("{\"now\":").endsWith(" " + version + " 0");
        assertThat(asked.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.exitValue()).isZero();
    }

    /** Its description names the address that it was asked at; where anything else leads there is no scheme to lose. */
    @Test
    void leadsNobodyOutOfTls() throws Exception {
        assertThat(ask("/openapi.json").body()).contains("\"https://127.0.0.1:" + gateway.buyersPort() + "\"")
                .doesNotContain("http://127.0.0.1");
        HttpResponse<String> redirect = ask("/live/demo/");
        assertThat(redirect.statusCode()).isEqualTo(308);
        assertThat(redirect.headers().firstValue("Location")).contains("/live/demo");
        HttpResponse<String> refusal = ask("/v1/sales/none");
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.body()).contains("\"type\":\"/problems/unknown-sale\"");
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(CLIENT).version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(address() + path)).build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        return answer;
    }

    @Test
    void answersWhatCameTogetherAndEndsAsTlsEnds() throws Exception {
        try (SSLSocket socket = connect()) {
            send(socket, ("GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n").repeat(300)
                    + "GET /v1/time HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            // An end without the word for it would be an exception here: somebody may have cut it off.
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(302);
        }
    }

    @Test
    void answersWhoHasSentAllItWill() throws Exception {
        try (Socket wire = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort());
                Socket socket = CLIENT.getSocketFactory().createSocket(wire, "localhost", wire.getPort(), false)) {
            wire.setSoTimeout(15_000);
            send(socket, "GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n");
            wire.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("200 OK");
        }
    }

    /** Who says within TLS that it is over waits for nothing, and Netty's engine ends both ways then. */
    @Test
    void endsWithWhoeverSaysThatItIsOver() throws Exception {
        try (SSLSocket socket = connect()) {
            socket.shutdownOutput();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void streamsTheEventsOfASaleToItsEnd() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (SSLSocket socket = connect()) {
            send(socket, "GET /v1/sales/" + sale + "/events HTTP/1.1\r\nHost: a\r\n\r\n");
            readUntil(socket, "\"available\":5");
            gateway.operators().post("/v1/sales/" + sale + "/items/phone/restock", Fresh.key(),
                    "{\"quantity\":7}");
            readUntil(socket, "\"available\":12");
            gateway.operators().close(sale);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("CLOSED");
        }
    }

    @Test
    void answersNobodyInPlainText() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort())) {
            socket.setSoTimeout(10_000);
            send(socket, "GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(rest(socket)).doesNotContain("HTTP/1.1");
        }
    }

    /** By the request timeout, and not when it has been idle for long. */
    @Test
    void waitsForNoHandshakeThatDoesNotCome() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort())) {
            socket.setSoTimeout(20_000);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void showsANewCertificateToNewConnectionsAndLetsOpenOnesGoOn() throws Exception {
        try (SSLSocket open = connect()) {
            assertThat(shown()).isEqualTo(USED.own());
            USED.becomes(SECOND);
            await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals(SECOND.own()));

            Files.writeString(USED.keyFile(), "rubbish");
            send(open, "GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n");
            readUntil(open, "{\"now\":");
            assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(USED.own());

            USED.becomes(FIRST);
            await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals(FIRST.own()));
        } finally {
            restore();
        }
    }

    private static void restore() throws Exception {
        Files.writeString(USED.certificateFile(), ORIGINAL[0]);
        Files.writeString(USED.keyFile(), ORIGINAL[1]);
        await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals(USED.own()));
    }

    private static final String[] ORIGINAL = original();

    private static String[] original() {
        try {
            return new String[] {Files.readString(USED.certificateFile()), Files.readString(USED.keyFile())};
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.security.cert.Certificate shown() throws Exception {
        try (SSLSocket socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String address() {
        return "https://localhost:" + gateway.buyersPort();
    }

    private static SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) CLIENT.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.buyersPort());
        socket.setSoTimeout(15_000);
        socket.startHandshake();
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            assertThat(next).as("%s", read).isNotNegative();
            read.append((char) next);
        }
    }

    private static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException reset) {
            return "";
        }
    }

    private static SSLContext trust() {
        try {
            return TestCertificate.trusting(FIRST, SECOND, USED);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
