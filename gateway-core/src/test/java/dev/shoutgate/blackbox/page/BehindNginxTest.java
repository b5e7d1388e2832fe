package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What reaches buyers through an nginx that nobody tuned. */
class BehindNginxTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.demo();

    private static final HttpClient BUYER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    private static Nginx nginx;

    @BeforeAll
    static void startNginx() throws Exception {
        Assumptions.assumeTrue(Nginx.isHere(), "nginx is not installed");
        nginx = Nginx.before(gateway.buyersPort(), gateway.operatorsPort());
    }

    @AfterAll
    static void stopNginx() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void isToldOfEachOrderAsItIsTaken() throws Exception {
        String sale = gateway.shop().open(Item.of("mug", 10));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        BUYER.sendAsync(request("/v1/sales/" + sale + "/events").build(), BodyHandlers.ofLines())
                .thenAccept(stream -> stream.body().filter(line -> line.startsWith("data:")).forEach(events::add));
        assertThat(events.poll(10, TimeUnit.SECONDS)).contains("\"available\":10");

        for (int left = 9; left > 0; left--) {
            assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "mug", 1).status()).isEqualTo(201);
            assertThat(events.poll(10, TimeUnit.SECONDS)).contains("\"available\":" + left);
        }
    }

    @Test
    void isTheSameAsWithoutIt() throws Exception {
        HttpResponse<String> bought = BUYER.send(request("/v1/sales/demo/orders")
                .header("Content-Type", "application/json").header("Idempotency-Key", Fresh.key())
                .header("X-Buyer-Id", "b-nginx").POST(BodyPublishers.ofString(BuyRequest.line("phone", 1))).build(),
                BodyHandlers.ofString());
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(201);
        String order = bought.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");

        assertThat(BUYER.send(request("/demo/checkout/" + order).header("Sec-Fetch-Site", "same-origin")
                .header("X-Buyer-Id", "b-nginx").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()).body())
                .contains("\"status\":\"CONFIRMED\"");
        assertThat(BUYER.send(request("/").build(), BodyHandlers.ofString()).body()).contains("/live/demo");
        assertThat(nginx.said()).isEmpty();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nginx.buyersPort() + path))
                .timeout(Duration.ofSeconds(15));
    }
}
