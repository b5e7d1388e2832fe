package dev.shoutgate.sim.press;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.plan.Bots;
import dev.shoutgate.sim.plan.RunNames;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestBytesTest {
    private static final List<String> SKUS = List.of("phone", "lip:stick_2");
    private final RunNames names = new RunNames("run1");
    private final RequestBytes requests = new RequestBytes(new Addressee("127.0.0.1:8080", "shout-1", SKUS, names));

    @Test
    void writesRequestsThatAServerReadsAsMeant() {
        forAll(200, draws -> writesOne(draws.evenly(0, 1), draws.between(1, 99), draws.between(0, 99_999_999),
                draws.between(0, 99_999_999)));
    }

    private void writesOne(int item, int quantity, int buyer, int key) throws IOException {
        FullHttpRequest request = parsed(requests.buy(item, quantity, buyer, key));

        assertThat(request.method() + " " + request.uri()).isEqualTo("POST /v1/sales/shout-1/orders");
        assertThat(request.headers().get("Host")).isEqualTo("127.0.0.1:8080");
        assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().get("X-Buyer-Id")).isEqualTo(names.buyerId(buyer));
        assertThat(request.headers().contains("X-Forwarded-For")).isFalse();
        assertThat(request.headers().get("Idempotency-Key")).isEqualTo(names.key(key));
        JsonNode body = new ObjectMapper().readTree(request.content().toString(StandardCharsets.UTF_8));
        assertThat(body.get("items")).hasSize(1);
        assertThat(body.at("/items/0/sku").asText()).isEqualTo(SKUS.get(item));
        assertThat(body.at("/items/0/quantity").asInt()).isEqualTo(quantity);
        request.release();
    }

    @Test
    void bringsAnAddressAndAPassWhereBotsAreAbout() {
        Papers papers = new Papers(new Bots(2, 5, 1, 1), 4);
        papers.pass(3, "p-3");
        RequestBytes guarded = new RequestBytes(new Addressee("a", "s", SKUS, names, papers));

        assertPapers(guarded.buy(0, 1, 0, 1), "100.100.100.100", null);
        assertPapers(guarded.buy(0, 1, 3, 2), "100.100.100.102", "p-3");
        assertPapers(guarded.buy(0, 1, 1, 3), "100.100.100.100", null);
        assertThat(papers.addressOf(2)).isEqualTo("100.100.100.101");
        assertThat(papers.addressOf(2 + 123_455)).isEqualTo("100.112.134.156");
        assertThat(List.of(papers.wantsPass(0), papers.wantsPass(1), papers.wantsPass(2)))
                .containsExactly(true, false, true);
    }

    private static void assertPapers(byte[] bytes, String address, String pass) {
        FullHttpRequest request = parsed(bytes);
        assertThat(request.headers().get("X-Forwarded-For")).isEqualTo(address);
        assertThat(request.headers().get("Sale-Pass")).isEqualTo(pass);
        request.release();
    }

    @Test
    void makesATemplateOnceAndThenOnlyWritesNumbers() {
        assertThat(requests.buy(0, 1, 1, 1)).isSameAs(requests.buy(0, 1, 2, 2)).isNotSameAs(requests.buy(1, 1, 2, 2));
    }

    @Test
    void readsAnOrderInItsBuyersName() {
        FullHttpRequest request = parsed(RequestBytes.read("127.0.0.1:8080", "o17", "b1"));

        assertThat(request.method() + " " + request.uri()).isEqualTo("GET /v1/orders/o17");
        assertThat(request.headers().get("X-Buyer-Id")).isEqualTo("b1");
        request.release();
    }

    private static FullHttpRequest parsed(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(8192));
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
        FullHttpRequest request = channel.readInbound();
        assertThat(request.decoderResult().isSuccess()).isTrue();
        assertThat((Object) channel.readInbound()).as("nothing after the request").isNull();
        return request;
    }
}
