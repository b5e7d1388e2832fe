package dev.shoutgate.blackbox.restart;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Description;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the journal is replayed operators see that the gateway lives, how far it is, and that it takes nothing yet. */
class ReplayingGatewayTest {
    /** Enough to ask a few questions meanwhile. */
    private static final int ORDERS = 600_000;

    @TempDir
    Path folder;

    @Test
    void answersOperatorsBeforeItTakesOrders() throws Exception {
        Path data = folder.resolve("data");
        LongJournal.write(data, "friday", ORDERS);
        int port = freePort();
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(file, Settings.small().with("data", data.toString()).with("capacity.orders", 2 * ORDERS)
                .with("storage", List.of()).with("operators.bind", "127.0.0.1:" + port).yaml());
        Description.areBound(0, port);
        Operators operators = new Operators(port, Tokens.PLATFORM);
        try (GatewayProcess gateway = GatewayProcess.run("serve", "--config", file.toString())) {
            await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> isListening(operators));
            assertIsReplaying(operators);
            assertThat(gateway.output().text()).doesNotContain("ready buyers=");

            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.output().text().contains("ready buyers="));
            assertThat(operators.api().get("/readyz").status()).isEqualTo(200);
            assertThat(Stock.of(operators.sale("friday").json(), "phone").held()).isEqualTo(ORDERS);
        }
    }

    private static void assertIsReplaying(Operators operators) {
        assertProblem(operators.get("/v1/sales")).is(503, "not-ready");
        Answer readiness = operators.api().get("/readyz");
        assertProblem(readiness).is(503, "not-ready");
        assertThat(readiness.field("detail")).matches("shard 0: \\d+ of about \\d+ facts replayed \\(\\d+ %\\)");
        assertThat(operators.api().get("/livez").status()).isEqualTo(200);
        assertProblem(operators.sale("friday")).is(503, "not-ready");
        assertProblem(operators.open("friday")).is(503, "not-ready");
        assertProblem(operators.order("00-none")).is(503, "not-ready");
        assertProblem(operators.as("somebody else's").get("/v1/sales")).is(401, "unauthenticated");
        assertThat(operators.api().get("/openapi.json").status()).isEqualTo(200);
        assertThat(operators.api().get("/problems/not-ready").status()).isEqualTo(200);
        assertThat(operators.api().get("/metrics").text()).contains("shoutgate_build_info");
    }

    private static boolean isListening(Operators operators) {
        try {
            return operators.api().get("/livez").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
