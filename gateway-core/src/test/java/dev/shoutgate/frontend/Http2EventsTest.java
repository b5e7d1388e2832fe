package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.frontend.Http2Wire.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Those who watch a sale by a stream of HTTP/2, beside other streams of the same connection. */
@Timeout(120)
class Http2EventsTest {

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    /** Without a window for it, what happens is not kept for it: it hears the newest state once it has one again. */
    @Test
    void keepsNothingForWhoTakesNothing() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (Http2Wire wire = Http2Wire.connect(gateway.buyersPort(), 100_000)) {
            wire.get(1, "/v1/sales/" + sale + "/events");
            readUntil(wire, "\"available\":5");
            // From now on no stream has a window of its own.
            wire.frame(Http2Wire.SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            wire.await(Http2Wire.SETTINGS);
            for (int i = 1; i <= 60; i++) {
                restock(sale);
                waitForStock(sale, 5 + i);
            }
            wire.give(1, 100_000);
            readUntil(wire, "\"available\":65");

            assertThat(wire.soFar(1).text().split("\"available\":", -1).length)
                    .as(wire.soFar(1).text()).isLessThan(10);
            assertThat(wire.get(3, "/v1/time").give(3, 1000).reply(3).status()).isEqualTo(200);
        }
    }

    /** A stream that its client has reset is watched no more, and its connection goes on. */
    @Test
    void forgetsWhoCancels() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (Http2Wire wire = Http2Wire.connect(gateway.buyersPort())) {
            wire.get(1, "/v1/sales/" + sale + "/events").get(3, "/v1/sales/" + sale + "/events");
            readUntil(wire, "\"available\":5");
            await().until(() -> watchers() == 2);
            wire.reset(1);
            await().until(() -> watchers() == 1);
            wire.reset(3);
            await().until(() -> watchers() == 0);

            assertThat(wire.get(5, "/v1/time").reply(5).status()).isEqualTo(200);
        }
    }

    /** Who has sent all it will has left, as over HTTP/1.1: nobody else would end a stream that has no end. */
    @Test
    void endsForWhoHasSentAllItWill() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (Http2Wire wire = Http2Wire.connect(gateway.buyersPort())) {
            wire.get(1, "/v1/sales/" + sale + "/events");
            readUntil(wire, "\"available\":5");
            wire.endSending();

            // First: to whom the stream goes on there is no end to read.
            await().until(() -> watchers() == 0);
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    /** One that is over ends its stream as a reply ends, and nothing else. */
    @Test
    void endsTheStreamOfASaleThatIsClosed() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        try (Http2Wire wire = Http2Wire.connect(gateway.buyersPort())) {
            wire.get(1, "/v1/sales/" + sale + "/events");
            readUntil(wire, "\"available\":5");
            assertThat(wire.soFar(1).head.get("content-type")).hasToString("text/event-stream");
            gateway.operators().close(sale);
            Reply reply = wire.reply(1);

            assertThat(reply.text()).contains("CLOSED");
            assertThat(reply.reset).as("ended well").isEqualTo(-1);
            assertThat(wire.get(3, "/v1/time").reply(3).status()).isEqualTo(200);
        }
    }

    private static void readUntil(Http2Wire wire, String text) throws IOException {
        while (!wire.soFar(1).text().contains(text)) {
            assertThat(wire.read()).as(wire.soFar(1).text()).isNotNull();
        }
    }

    private static void restock(String sale) {
        assertThat(gateway.operators().post("/v1/sales/" + sale + "/items/phone/restock", Fresh.key(),
                "{\"quantity\":1}").status()).isEqualTo(200);
    }

    private static void waitForStock(String sale, int available) {
        await().until(() -> gateway.shop().stock(sale, "phone").available() == available);
    }

    private static int watchers() {
        String metrics = new ApiClient(gateway.operatorsPort()).get("/metrics").text();
        return (int) Double.parseDouble(metrics.replaceAll("(?s).*\nshoutgate_live_watchers ([^\n]*)\n.*", "$1"));
    }
}
