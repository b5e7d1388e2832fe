package dev.shoutgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shoutgate.bench.load.JvmCounters.Allocated;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Asks a JVM that allocates as it is told. */
class JvmCountersTest {

    private static final int MEBIBYTE = 1 << 20;

    /** Takes a mebibyte on one of two threads for each request. */
    public static final class Allocator {

        static volatile byte[] last;

        public static void main(String[] arguments) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            for (String thread : new String[] {"event-loop-1-1", "flusher-x"}) {
                ExecutorService one = Executors.newSingleThreadExecutor(task -> new Thread(task, thread));
                server.createContext("/" + thread, exchange -> {
                    CompletableFuture.runAsync(() -> last = new byte[MEBIBYTE], one).join();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
            }
            server.start();
            System.out.println("ready buyers=http://127.0.0.1:" + server.getAddress().getPort());
        }
    }

    private static void allocate(ServerProcess server, String thread, int times) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < times; i++) {
            client.send(HttpRequest.newBuilder(URI.create(server.address("buyers") + "/" + thread)).build(),
                    BodyHandlers.discarding());
        }
    }

    @Test
    void countsTheBytesOfEventLoopsApartAndNotThoseOfAsking() throws Exception {
        try (ScratchFolder folder = ScratchFolder.make("counters");
                ServerProcess server = ServerProcess.start(folder, Allocator.class);
                JvmCounters counters = JvmCounters.attach(server.pid())) {
            allocate(server, "event-loop-1-1", 3);
            counters.mark();
            allocate(server, "event-loop-1-1", 20);
            allocate(server, "flusher-x", 30);
            for (int i = 0; i < 200; i++) {
                counters.sinceMark();
            }

            Allocated allocated = counters.sinceMark();

            // Beside the arrays come the server's own objects, 24 KB an exchange; an answer to us takes some 30 KB.
            assertThat(allocated.eventLoopBytes()).isBetween(20L * MEBIBYTE, 20L * MEBIBYTE + MEBIBYTE / 8);
            assertThat(allocated.bytes()).isBetween(50L * MEBIBYTE, 52L * MEBIBYTE);
        }
    }

    @Test
    void seesTheCompilersAtWork() throws Exception {
        try (ScratchFolder folder = ScratchFolder.make("counters");
                ServerProcess server = ServerProcess.start(folder, Allocator.class);
                JvmCounters counters = JvmCounters.attach(server.pid())) {
            long beforeMs = counters.compilerMs();
            allocate(server, "flusher-x", 500);

            assertThat(counters.compilerMs()).isGreaterThan(beforeMs);
        }
    }
}
