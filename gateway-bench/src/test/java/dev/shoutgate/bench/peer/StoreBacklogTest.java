package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.load.HttpAnswer;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreBacklogTest {

    private static final int ORDERS = 500;

    private static boolean goneAfter(double... looks) {
        StoreBacklog backlog = new StoreBacklog();
        for (double facts : looks) {
            backlog.saw(facts);
        }
        return backlog.isGone();
    }

    @Test
    void isGoneWhenNothingWaitsInTwoLooksInARow() {
        assertThat(goneAfter(7, 0)).as("what was answered may not be forced yet").isFalse();
        assertThat(goneAfter(7, 0, 0)).isTrue();
        assertThat(goneAfter(0, 7, 0)).isFalse();
    }

    @Test
    void keepsWaitingWhileAStoreDoesNotHaveAnOrder() throws Exception {
        GatewayContender os = new GatewayContender("os", "os", "[{type: sqlite}]", Scene.SELLING);
        try (ScratchFolder folder = ScratchFolder.make("backlog");
                ServerProcess gateway = os.start(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(),
                        URI.create(gateway.address("buyers")).getPort());
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            for (int i = 0; i < ORDERS; i++) {
                socket.getOutputStream().write(
                        os.request().text("b" + i, "k" + i).getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < ORDERS; i++) {
                assertThat(HttpAnswer.read(in).status()).isEqualTo(201);
            }

            os.awaitStores(gateway);

            assertThat(ordersIn(folder)).isEqualTo(ORDERS);
        }
    }

    private static long ordersIn(ScratchFolder folder) throws IOException, SQLException {
        try (Stream<Path> files = Files.walk(folder.path())) {
            Path database = files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM orders")) {
                return count.getLong(1);
            }
        }
    }
}
