package dev.shoutgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs wrk with the script for a second or two, against a server that takes down what came. */
class PressScriptTest {

    private static final BuyRequest REQUEST = new BuyRequest("demo", "phone");

    private record Press(String buyer, String key) {}

    private final Queue<Press> presses = new ConcurrentLinkedQueue<>();
    private final Set<String> requests = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private volatile int status = 201;
    private HttpServer server;
    private int buyers = Integer.MAX_VALUE;

    @BeforeEach
    void listen() throws IOException {
        assumeTrue(Wrk.isInstalled(), "there is no wrk");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::takeDown);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private void takeDown(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        presses.add(new Press(headers.getFirst("X-Buyer-Id"), headers.getFirst("Idempotency-Key")));
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + headers.getFirst("Content-Type") + " " + body);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private LoadResult press(String runName) throws IOException, InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("script")) {
            return new Wrk(folder, 4).run("http://127.0.0.1:" + server.getAddress().getPort(), REQUEST,
                    buyers, 1, runName);
        }
    }

    @Test
    void pressesAsAnotherBuyerWithAnotherKeyEachTimeAlsoInAnotherRun() throws Exception {
        press("warm1");
        press("pass1");

        assertThat(presses).hasSizeGreaterThan(100);
        assertThat(presses.stream().map(Press::buyer)).doesNotHaveDuplicates().allMatch(buyer -> buyer.length() <= 64);
        assertThat(presses.stream().map(Press::key)).doesNotHaveDuplicates().allMatch(key -> key.length() <= 64);
    }

    @Test
    void beginsAgainWithTheFirstBuyerWhereKeysShallRepeat() throws Exception {
        buyers = 7;

        press("same1");

        assertThat(presses).hasSizeGreaterThan(100);
        assertThat(Set.copyOf(presses)).hasSize(7);
    }

    @Test
    void sendsTheOneRequest() throws Exception {
        press("pass1");

        assertThat(requests).containsExactly("POST /v1/sales/demo/orders application/json " + REQUEST.body());
    }

    @Test
    void countsWhatWasAnsweredAndRefused() throws Exception {
        LoadResult served = press("pass1");
        int answered = presses.size();
        status = 409;
        LoadResult refused = press("pass2");

        // What was under way at the end was answered, and not counted any more: one on each connection at the most.
        assertThat(served.requests()).isBetween(answered - 4L, (long) answered);
        assertThat(served.refused()).isZero();
        assertThat(served.us()).isBetween(900_000L, 2_000_000L);
        assertThat(refused.refused()).isPositive().isEqualTo(refused.requests());
    }
}
