package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.shop.ClosedPort;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderReaderTest {
    @Test
    void readsEveryOrderInItsPlaceAndOnlyForItsBuyer() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            List<String> orderIds = new ArrayList<>();
            List<String> buyers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                orderIds.add(buy(shop, "buyer" + i));
                buyers.add("buyer" + (i == 42 ? 41 : i));
            }
            WirePool pool = new WirePool(transport, shop.buyersAddress(), 8);
            ReadBack[] read = new OrderReader(transport, pool, "127.0.0.1").read(orderIds, buyers).get(60,
                    TimeUnit.SECONDS);

            assertThat(read).hasSize(100);
            for (int i = 0; i < 100; i++) {
                assertThat(read[i].status()).isEqualTo(i == 42 ? 404 : 200);
                assertThat(i == 42 || read[i].body().contains("\"buyerId\":\"buyer" + i + "\"")).isTrue();
            }
        }
    }

    @Test
    void warmsUpWithoutAPressAndLeavesItsConnectionsForTheLoad() throws Exception {
        try (ShopServer shop = ShopServer.remembering(Flaw.NONE); Transport transport = Transport.open()) {
            WirePool pool = new WirePool(transport, shop.buyersAddress(), 8);
            ReadBack[] read = new OrderReader(transport, pool, "127.0.0.1").warmUp(50).get(30, TimeUnit.SECONDS);

            assertThat(read).hasSize(50).allSatisfy(it -> assertThat(it.status()).isEqualTo(404));
            assertThat(shop.presses()).isEmpty();
            assertThat(transport.loop().submit(pool::open).get()).isEqualTo(8);
        }
    }

    @Test
    void readsNothingOfNothing() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            WirePool pool = new WirePool(transport, shop.buyersAddress(), 8);

            assertThat(new OrderReader(transport, pool, "127.0.0.1").read(List.of(), List.of()).get(10,
                    TimeUnit.SECONDS))
                    .isEmpty();
        }
    }

    @Test
    void saysSoWhenTheGatewayIsGone() throws Exception {
        try (ClosedPort closed = new ClosedPort(); Transport transport = Transport.open()) {
            WirePool pool = new WirePool(transport, closed.address(), 8);

            assertThat(new OrderReader(transport, pool, "127.0.0.1").read(List.of("o1"), List.of("b1"))
                    .get(40, TimeUnit.SECONDS)).containsExactly(new ReadBack(0, "no answer"));
        }
    }

    private static String buy(ShopServer shop, String buyer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.buyersUrl() + "/v1/sales/demo/orders"))
                .header("X-Buyer-Id", buyer).header("Idempotency-Key", "k").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[{\"sku\":\"lipstick\",\"quantity\":1}]}")).build();
        String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(body).get("orderId").asText();
    }
}
