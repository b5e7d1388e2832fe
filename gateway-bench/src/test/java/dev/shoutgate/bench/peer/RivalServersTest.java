package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.HttpAnswer;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.pause.HeldUnits;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside the gateway keeps the same promises as far as the benchmark asks: otherwise it would be no rival. */
class RivalServersTest {

    private static final int STOCK = (int) Scene.SOLD_OUT.stock();

    private static Contender contender(String name) {
        return name.equals("postgres") ? new NaiveContender(name, Scene.SOLD_OUT)
                : new UsualContender(name, "always", Scene.SOLD_OUT);
    }

    /** A connection that presses and waits. */
    private record Buyer(BuyRequest request, Socket socket, DataInputStream in) {

        HttpAnswer press(String buyer, String key) throws IOException {
            socket.getOutputStream().write(request.text(buyer, key).getBytes(StandardCharsets.US_ASCII));
            return HttpAnswer.read(in);
        }
    }

    private static String field(HttpAnswer answer, String name) throws IOException {
        return new ObjectMapper().readTree(answer.body()).get(name).asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres"})
    void sellsWhatThereIsOnceAndRepeatsWhatItSaid(String name) throws Exception {
        Contender contender = contender(name);
        assumeTrue(contender.missing().isEmpty(), () -> "skipped: " + contender.missing().orElseThrow());
        try (ScratchFolder folder = ScratchFolder.make("rival");
                ServerProcess server = contender.start(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(),
                        URI.create(server.address("buyers")).getPort());
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            Buyer one = new Buyer(contender.request(), socket, in);

            HttpAnswer first = one.press("ann", "k1");
            assertThat(first.status()).isEqualTo(201);
            assertThat(field(first, "buyerId")).isEqualTo("ann");
            assertThat(field(one.press("ann", "k1"), "orderId")).isEqualTo(field(first, "orderId"));
            assertThat(field(one.press("ann", "k2"), "orderId")).isNotEqualTo(field(first, "orderId"));
            assertThat(field(one.press("ann", "k3"), "code")).isEqualTo("limit-reached");
            for (int i = 2; i < STOCK; i++) {
                assertThat(one.press("buyer-" + i, "k").status()).isEqualTo(201);
            }
            assertThat(field(one.press("late", "k"), "code")).isEqualTo("sold-out");
            assertThat(one.press("ann", "k1").status()).as("a repeated key after the last unit").isEqualTo(201);
            assertThat(HeldUnits.of(server)).isEqualTo(STOCK);
        }
    }
}
