package dev.shoutgate.blackbox.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hundreds of connections that say nothing, and some that ask for much and read nothing, while others buy. */
class OpenConnectionsTest {

    private static final int IDLE = 500;
    private static final int SLOW = 100;
    private static final int ASKED = 300;
    private static final int BUYS = 200;
    /** In Netty's memory. One who does not read has a reply or two there, of some 70 KB, and what it asked for. */
    private static final int MOST_BYTES_EACH = 256 << 10;
    /** As many replies as the buffers of both kernels hold, and those. */
    private static final int MOST_REPLIES_EACH = 20;
    private static final int SMALL_WINDOW = 4096;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final List<Socket> sockets = new ArrayList<>();
    private final String sale = gateway.shop().open(IntStream.range(0, 500).mapToObj(i -> Item.of("sku-" + i, 1_000))
            .toArray(Item[]::new));

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void holdNeitherBuysNorMemory() throws IOException {
        buy();
        long before = usedBytes();
        long viewsBefore = views();
        for (int i = 0; i < IDLE; i++) {
            connect();
        }
        for (int i = 0; i < SLOW / 2; i++) {
            ask(connect(), "/v1/sales/" + sale, ASKED);
            ask(connect(), "/v1/sales/" + sale + "/events", 1);
        }
        for (int i = 0; i < BUYS; i++) {
            buy();
        }

        assertThat(views() - viewsBefore).as("replies that were made").isBetween(SLOW / 2L,
                (long) MOST_REPLIES_EACH * SLOW / 2);
        assertThat(usedBytes() - before).as("bytes of Netty's memory").isLessThan((long) MOST_BYTES_EACH * SLOW);
        assertThat(gateway.shop().stock(sale, "sku-0").held()).isEqualTo(BUYS + 1);
    }

    /** What was asked for is answered once its client reads. */
    @Test
    void getAllThatTheyAskedForOnceTheyRead() {
        try (RawHttp connection = gateway.connect()) {
            connection.send(("GET /v1/sales/" + sale + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(ASKED));
            buy();
            for (int i = 0; i < ASKED; i++) {
                assertThat(connection.read().json().get("items")).hasSize(500);
            }
            assertThat(connection.send("GET /v1/time HTTP/1.1\r\nHost: a\r\n\r\n").read().status()).isEqualTo(200);
        }
    }

    private void buy() {
        assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "sku-0", 1).status()).isEqualTo(201);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.buyersPort()));
        return socket;
    }

    private static void ask(Socket socket, String path, int times) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(times)
                .getBytes(US_ASCII));
    }

    private static long usedBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    }

    /** Views of sales that were answered so far, as the metrics count them. */
    private static long views() {
        Matcher count = Pattern.compile("(?m)^shoutgate_request_duration_seconds_count\\{port=\"buyers\","
                + "route=\"GET /v1/sales/\\{saleId}\"} (\\S+)").matcher(
                        gateway.operators().api().get("/metrics").text());
        return count.find() ? (long) Double.parseDouble(count.group(1)) : 0;
    }
}
