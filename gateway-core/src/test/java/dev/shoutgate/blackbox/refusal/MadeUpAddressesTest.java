package dev.shoutgate.blackbox.refusal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A flood of addresses that somebody made up, each with a buyer of its own, by way of a proxy that is trusted. */
class MadeUpAddressesTest {

    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 125;
    private static final int PIPELINED = 200;
    private static final int RATE = 2;
    private static final int BURST = 5;
    /** Somewhat longer than one buy of an address takes to be paid for. */
    private static final long HONEST_PAUSE_MS = 550;
    /** A map of as many addresses would take more than twice of it. */
    private static final long MOST_BYTES_KEPT = 2 << 20;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("identity.trusted-proxies", List.of("127.0.0.1"))
            .with("admission.rate-per-address", RATE).with("admission.burst-per-address", BURST)
            .with("admission.rate-per-buyer", RATE).with("admission.burst", BURST);

    private final String sale = gateway.shop().open(Item.of("phone", 10_000).limit(1_000), Item.of("lamp", 0));
    private long hastySinceNs;
    private int hastyPresses;
    private int hastyPassed;

    @Test
    void changeNeitherAnswersOfOthersNorMemory() throws Exception {
        flood(0, 5);
        hastySinceNs = System.nanoTime();
        pressHastily();
        long before = usedBytes();

        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Integer>> floods = new ArrayList<>();
            for (int c = 0; c < CONNECTIONS; c++) {
                floods.add(threads.submit(flooding(c + 1)));
            }
            for (Future<Integer> flood : floods) {
                while (!isOver(flood)) {
                    assertThat(press("honest", "192.0.2.77", "phone")).isEqualTo(201);
                    pressHastily();
                    assertHastyIsKnown();
                }
                assertThat(flood.get()).isEqualTo(ROUNDS * PIPELINED);
            }
        } finally {
            threads.shutdownNow();
        }
        pressHastily();
        assertHastyIsKnown();
        assertThat(usedBytes() - before).as("bytes kept").isLessThan(MOST_BYTES_KEPT);
    }

    private static boolean isOver(Future<Integer> flood) throws Exception {
        try {
            flood.get(HONEST_PAUSE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        }
    }

    /** An address that is known stays known: of many buyers there, as many pass as ever. */
    private void pressHastily() throws Exception {
        for (int i = 0; i < 2 * BURST; i++) {
            int status = press(Fresh.buyer(), "192.0.2.99", "phone");
            assertThat(status).isIn(201, 429);
            hastyPresses++;
            hastyPassed += status == 201 ? 1 : 0;
        }
    }

    private void assertHastyIsKnown() {
        double seconds = (System.nanoTime() - hastySinceNs) / 1e9;
        assertThat(hastyPassed).as("of %d in %f s", hastyPresses, seconds).isLessThan(hastyPresses)
                .isLessThanOrEqualTo((int) (BURST + RATE * seconds));
    }

    private int press(String buyer, String address, String sku) throws Exception {
        return gateway.buyers().api().send("POST", "/v1/sales/" + sale + "/orders", BuyRequest.line(sku, 1),
                "Content-Type", "application/json", "Idempotency-Key", Fresh.key(), "X-Buyer-Id", buyer,
                "X-Forwarded-For", address).status();
    }

    private Callable<Integer> flooding(int net) {
        return () -> flood(net, ROUNDS);
    }

    /** How many were told what an honest buyer would be: that the lamp is sold out. */
    private int flood(int net, int rounds) throws Exception {
        int soldOut = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.buyersPort())) {
            socket.setSoTimeout(20_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (int round = 0; round < rounds; round++) {
                socket.getOutputStream().write(presses(net, round).getBytes(ISO_8859_1));
                for (int answers = 0; answers < PIPELINED;) {
                    // The body of the answer before has no line end.
                    String line = in.readLine();
                    answers += line.contains("HTTP/1.1 ") ? 1 : 0;
                    soldOut += line.contains("HTTP/1.1 409 ") ? 1 : 0;
                }
            }
        }
        return soldOut;
    }

    /** Every other one is of IPv6, from a net of its own. What stands before the proxy's own entry is made up too. */
    private String presses(int net, int round) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            int number = round * PIPELINED + i;
            String address = number % 2 == 0 ? "10." + net + "." + number / 250 + "." + number % 250
                    : "2001:db8:" + net + ":" + Integer.toHexString(number) + "::1";
            String body = BuyRequest.line("lamp", 1);
            all.append("POST /v1/sales/").append(sale).append("/orders HTTP/1.1\r\nHost: a\r\nContent-Type: ")
                    .append("application/json\r\nIdempotency-Key: k\r\nX-Buyer-Id: made-up-").append(net).append('-')
                    .append(number).append("\r\nX-Forwarded-For: 192.0.2.77, ").append(address)
                    .append("\r\nContent-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        }
        return all.toString();
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
