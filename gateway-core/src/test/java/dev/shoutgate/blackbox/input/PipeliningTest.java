package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buys wait for the disk and reads do not, so that replies out of order would show here. */
class PipeliningTest {
    private static final int ROUNDS = 75;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void answersPipelinedBuysReadsAndErrorsInTheirOrder() {
        String sale = gateway.shop().open(Item.of("phone", 1_000));
        try (RawHttp connection = gateway.connect()) {
            connection.send(fourKinds(sale));
            for (int round = 0; round < ROUNDS; round++) {
                assertRound(connection, sale, round);
            }
        }
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(ROUNDS);
    }

    @Test
    void answersAThousandRequestsOneAfterAnotherOnOneConnection() {
        String sale = gateway.shop().open(Item.of("phone", 1_000));
        try (RawHttp connection = gateway.connect()) {
            for (int press = 0; press < 1_000; press++) {
                assertThat(connection.exchange(BuyRequest.of(sale, "phone")).status()).isEqualTo(201);
            }
        }
    }

    @Test
    void readsARequestThatArrivesInTwoPieces() {
        String sale = gateway.shop().open(Item.of("phone", 1_000));
        byte[] both = pair(sale);
        for (int cut = 1; cut < both.length; cut += 13) {
            try (RawHttp connection = gateway.connect()) {
                connection.send(Arrays.copyOf(both, cut));
                connection.send(Arrays.copyOfRange(both, cut, both.length));
                assertThat(connection.read().status()).isEqualTo(201);
                assertThat(connection.read().status()).isEqualTo(201);
            }
        }
    }

    private static void assertRound(RawHttp connection, String sale, int round) {
        Answer bought = connection.read();
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
        assertThat(bought.field("channel")).isEqualTo("round-" + round);
        Answer time = connection.read();
        assertThat(time.field("now")).as("%s", time).isNotNull();
        Answer refused = connection.read();
        assertThat(refused.field("code")).as("%s", refused).isEqualTo("unknown-item");
        Answer view = connection.read();
        assertThat(view.field("saleId")).as("%s", view).isEqualTo(sale);
    }

    private static byte[] fourKinds(String sale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int round = 0; round < ROUNDS; round++) {
            bytes.writeBytes(BuyRequest.of(sale, "phone").body("{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],"
                    + "\"channel\":\"round-" + round + "\"}").bytes());
            bytes.writeBytes(get("/v1/time"));
            bytes.writeBytes(BuyRequest.of(sale, "tablet").bytes());
            bytes.writeBytes(get("/v1/sales/" + sale));
        }
        return bytes.toByteArray();
    }

    private static byte[] pair(String sale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(BuyRequest.of(sale, "phone").bytes());
        bytes.writeBytes(BuyRequest.of(sale, "phone").bytes());
        return bytes.toByteArray();
    }

    private static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
