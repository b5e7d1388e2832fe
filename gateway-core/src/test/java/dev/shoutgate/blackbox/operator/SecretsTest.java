package dev.shoutgate.blackbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.TestCertificate;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.console.CommandRun;
import dev.shoutgate.frontend.token.Minted;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway with a secret of every kind, its log at its most talkative, used well and badly: none of the secrets is
 * told to anybody, in the log, in answers, in metrics or by a command, as it is or in another spelling.
 */
class SecretsTest {

    private static final String OPERATOR = "op-4f1d9c7be2aa43d08c55-token-of-the-desk";
    private static final String SIGNING = "k9-The secret that signs tokens, 32 bytes or more";
    private static final String PASSWORD = "pw-7Jx0-of-the-store-of-the-shop";
    private static final String BEARER = Minted.hs256(SIGNING,
            "{\"sub\":\"b1\",\"exp\":" + (Instant.now().getEpochSecond() + 600) + "}");
    private static final String LINE = BuyRequest.line("phone", 1);

    @TempDir
    private Path folder;

    private final StringBuilder answers = new StringBuilder();
    private TestCertificate certificate;
    private SSLContext client;
    private Gateway gateway;

    @Test
    void areToldToNobody() throws Exception {
        certificate = TestCertificate.make(folder, "own", "EC");
        client = TestCertificate.trusting(certificate);
        String key = String.join("", Files.readAllLines(certificate.keyFile()).subList(1, 3));
        Path secret = Files.writeString(folder.resolve("secret"), SIGNING);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        try (AskingDatabase database = new AskingDatabase(); TalkativeLog log = new TalkativeLog()) {
            Settings settings = settings(secret, password, database.port());
            Path file = Files.writeString(folder.resolve("gateway.yaml"), settings.yaml());
            gateway = Gateway.start(GatewayConfig.parse(settings.yaml()));
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> database.passwords().contains(PASSWORD));
                sell();
                press();
                operate();
                replaceByRubbish(secret, log);
                ask(operators(), "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                ask(operators(), "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            } finally {
                gateway.close();
            }
            Files.writeString(secret, SIGNING);
            String said = log.text() + answers + run("check", "--config", file.toString())
                    + run("journal", "--json", "--data", folder.resolve("data").toString())
                    + run("audit", "--data", folder.resolve("data").toString());

            assertThat(said).contains("password authentication failed", "201 Created", "401 Unauthorized",
                    "OrderTaken", "shoutgate_tokens_refused_total", "audit ok");
            for (String one : List.of(OPERATOR, SIGNING, PASSWORD, BEARER, key)) {
                Spellings.of(one).forEach(spelling -> assertThat(said).as("a secret").doesNotContain(spelling));
            }
            for (long hashKey : HashKeys.of(folder.resolve("data"))) {
                Spellings.of(hashKey).forEach(spelling -> assertThat(said).as("a hash key").doesNotContain(spelling));
            }
        }
    }

    private Settings settings(Path secret, Path password, int port) {
        return Settings.small().with("drain-timeout", "1s").with("data", folder.resolve("data").toString())
                .with("operators.tokens", List.of(Map.of("name", "desk",
                        "sha256", HexFormat.of().formatHex(OperatorToken.hash(OPERATOR)))))
                .with("identity.mode", "jwt").with("identity.jwt.secret-file", secret.toString())
                .with("buyers.tls.certificate", certificate.certificateFile().toString())
                .with("buyers.tls.key", certificate.keyFile().toString())
                .with("storage", List.of(Map.of("type", "sqlite"), Map.of("type", "postgresql",
                        "url", "jdbc:postgresql://127.0.0.1:" + port + "/shop", "user", "shop",
                        "password-file", password.toString())));
    }

    private void sell() throws IOException {
        ask(operators(), put("Bearer " + OPERATOR, SaleDefinition.of(Item.of("phone", 9)).json()));
        ask(operators(), post("/v1/sales/s/open", "Bearer " + OPERATOR, ""));
        ask(buyers(), post("/v1/sales/s/orders", "Bearer " + BEARER, LINE));
    }

    /** Wrong tokens, right ones in wrong places, and requests that are broken around them. */
    private void press() throws IOException {
        String path = "/v1/sales/s/orders";
        for (String wrong : List.of("Bearer " + BEARER + "x", "Bearer " + OPERATOR, "Basic " + BEARER, BEARER,
                "Bearer " + BEARER + "." + BEARER, "Bearer " + SIGNING)) {
            ask(buyers(), post(path, wrong, LINE));
        }
        ask(buyers(), post(path, "Bearer " + BEARER, "{\"token\":" + BEARER + "}"));
        ask(buyers(), post(path, "Bearer " + BEARER, BEARER));
        ask(buyers(), post(path, "Bearer " + BEARER + "\r\nX: " + "x".repeat(20_000), "{}"));
        ask(buyers(), post(path, "Bearer " + BEARER + "\r\nno field at all", "{}"));
        ask(buyers(), post(path, "Bearer " + BEARER + "\r\nTransfer-Encoding: chunked", "zz" + BEARER));
        ask(buyers(), "GET / HTTP/7.7\r\nAuthorization: Bearer " + BEARER + "\r\n\r\n");
        ask(buyers(), post("/v1/sales/s/broken\u0000", "Bearer " + BEARER, "{}"));
    }

    private void operate() throws IOException {
        for (String wrong : List.of("Bearer " + OPERATOR + "x", "Basic " + OPERATOR, OPERATOR, "Bearer " + BEARER)) {
            ask(operators(), post("/v1/sales/s/pause", wrong, ""));
        }
        ask(operators(), put("Bearer " + OPERATOR, "{\"token\":" + OPERATOR + "}"));
        ask(operators(), put("Bearer " + OPERATOR, OPERATOR));
        ask(operators(), put("Bearer " + OPERATOR + "\r\nX: " + "x".repeat(20_000), "{}"));
    }

    private void replaceByRubbish(Path secret, TalkativeLog log) throws IOException {
        // No two of the same complaint one after the other: it comes once.
        for (String rubbish : List.of("{\"keys\":[\"" + SIGNING + "\"]}", "short", "{\"kty\":\"" + SIGNING + "\"}",
                "-----BEGIN PUBLIC KEY-----\n" + SIGNING + "\n-----END PUBLIC KEY-----\n")) {
            int before = log.count("secret-file");
            Files.writeString(secret, rubbish);
            await().atMost(Duration.ofSeconds(20)).until(() -> log.count("secret-file") > before);
        }
        String key = Files.readString(certificate.keyFile());
        Files.writeString(certificate.keyFile(), key.replace("BEGIN", "BEGUN"));
        await().atMost(Duration.ofSeconds(20)).until(() -> log.count("own.key") > 0);
        Files.writeString(certificate.keyFile(), key);
    }

    private static String run(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        return run.text() + "\n" + run.err();
    }

    private static String put(String authorization, String body) {
        return "PUT /v1/sales/s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    private static String post(String path, String authorization, String body) {
        return put(authorization, body).replaceFirst("PUT /v1/sales/s", "POST " + path)
                .replaceFirst("\r\n", "\r\nIdempotency-Key: k-" + body.length() + "\r\n");
    }

    private Socket buyers() throws IOException {
        return client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.buyersPort());
    }

    private Socket operators() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.operatorsPort());
    }

    /** Keeps all that comes back; a connection may end at any time. */
    private void ask(Socket to, String request) throws IOException {
        try (Socket socket = to) {
            socket.setSoTimeout(request.contains("close") ? 20_000 : 1_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
                answers.append((char) b);
            }
        } catch (IOException endedOrKept) {
            answers.append('\n');
        }
    }
}
