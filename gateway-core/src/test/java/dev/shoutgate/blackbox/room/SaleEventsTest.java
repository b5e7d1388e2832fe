package dev.shoutgate.blackbox.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.EventStream.Event;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaleEventsTest {
    private static final String TOKEN = "Authorization: Bearer " + dev.shoutgate.blackbox.Tokens.PLATFORM;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("room.max-watchers", 4);

    private static EventStream watch(String sale, String... headers) throws IOException {
        return EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events", headers);
    }

    private static EventStream watchAsOperator(String sale) throws IOException {
        return EventStream.open(gateway.operatorsPort(), "/v1/sales/" + sale + "/events", TOKEN);
    }

    private static double watchers() {
        return gateway.operators().figure("shoutgate_live_watchers");
    }

    private static void awaitEmptyRoom() {
        await().until(() -> watchers() == 0);
    }

    @Test
    void beginsWithTheWholeSaleAsItIsShownElsewhere() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("mug", 5));
        try (EventStream stream = watch(sale)) {
            Event first = stream.next();

            assertThat(stream.head()).contains("HTTP/1.1 200 OK", "Content-Type: text/event-stream",
                    "Cache-Control: no-store", "X-Accel-Buffering: no", "Connection: close");
            assertThat(first.name()).isEqualTo("sale");
            JsonNode shown = gateway.buyers().sale(sale).json();
            assertThat(first.id()).isEqualTo(shown.get("version").asText());
            assertThat(without(first.data(), "now")).isEqualTo(without(shown, "now"));
        }
    }

    private static JsonNode without(JsonNode node, String field) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) node).remove(field);
        return node;
    }

    @Test
    void tellsOnlyTheFiguresThatChanged() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("mug", 5));
        try (EventStream stream = watch(sale)) {
            stream.next();
            long sequence = gateway.buyers().buy(sale, "b1", "phone", 2).json().get("sequence").asLong();

            Event stock = stream.next();
            assertThat(stock.name()).isEqualTo("stock");
            assertThat(stock.data()).hasToString("{\"version\":" + sequence
                    + ",\"items\":[{\"sku\":\"phone\",\"available\":8,\"held\":2}]}");
        }
    }

    @Test
    void tellsTheWholeSaleWhereAnythingElseChanged() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream stream = watch(sale)) {
            stream.next();
            gateway.operators().post("/v1/sales/" + sale + "/pause", "pause-1");

            Event changed = stream.next();
            assertThat(changed.name()).isEqualTo("sale");
            assertThat(changed.data().get("status").asText()).isEqualTo("PAUSED");
        }
    }

    @Test
    void tellsWhatTheHostSaysAndAListPriceAsAFigure() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String phone = "/v1/sales/" + sale + "/items/phone";
        try (EventStream stream = watch(sale)) {
            stream.next();
            gateway.operators().change(sale, "{\"notice\":\"<b>Soon</b>\",\"featured\":\"phone\"}");
            Event said = stream.next();
            assertThat(said.name()).isEqualTo("sale");
            assertThat(said.data().get("notice").asText()).isEqualTo("<b>Soon</b>");
            assertThat(said.data().get("featured").asText()).isEqualTo("phone");

            gateway.operators().put(phone, "{\"image\":\"/1.png\"}");
            Event seen = stream.next();
            assertThat(seen.name()).isEqualTo("sale");
            assertThat(seen.data().at("/items/0/image").asText()).isEqualTo("/1.png");

            gateway.operators().put(phone, "{\"price\":149900,\"listPrice\":199900}");
            assertThat(stream.next().data().get("items"))
                    .hasToString("[{\"sku\":\"phone\",\"price\":149900,\"listPrice\":199900}]");
            gateway.operators().put(phone, "{\"listPrice\":null}");
            assertThat(stream.next().data().get("items")).hasToString("[{\"sku\":\"phone\",\"listPrice\":null}]");
        }
    }

    @Test
    void endsAfterTheSaleIsClosed() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream stream = watch(sale); EventStream late = closed(sale, stream)) {
            Event last = stream.next();
            assertThat(last.data().get("status").asText()).isEqualTo("CLOSED");
            assertThat(stream.next()).isNull();

            assertThat(late.next().data().get("status").asText()).isEqualTo("CLOSED");
            assertThat(late.next()).as("it was closed already").isNull();
        }
    }

    private static EventStream closed(String sale, EventStream before) throws IOException {
        before.next();
        gateway.shop().close(sale);
        return watch(sale);
    }

    @Test
    void showsItemsThatAreOffToOperatorsAlone() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("mug", 5));
        try (EventStream buyers = watch(sale); EventStream operators = watchAsOperator(sale)) {
            buyers.next();
            operators.next();
            gateway.operators().put("/v1/sales/" + sale + "/items/mug", "{\"status\":\"OFF\"}");

            assertThat(buyers.next().data().get("items")).hasSize(1);
            Event change = operators.next();
            assertThat(change.data().get("items").get(0).get("sku").asText()).isEqualTo("mug");
            assertThat(change.data().get("items").get(0).get("status").asText()).isEqualTo("OFF");
        }
    }

    @Test
    void neverGoesBack() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 1000));
        List<Long> sold = new ArrayList<>();
        try (EventStream stream = watch(sale)) {
            stream.next();
            Thread buyer = new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    gateway.buyers().buy(sale, "b" + i, "phone", 1);
                }
            });
            buyer.start();
            for (long held = 0; held < 300;) {
                held = stream.next().data().get("items").get(0).get("held").asLong();
                sold.add(held);
            }
        }
        assertThat(sold).isSorted().doesNotHaveDuplicates().hasSizeLessThan(300);
    }

    @Test
    void takesNoMoreWatchersThanSet() throws IOException {
        awaitEmptyRoom();
        String sale = gateway.shop().open(Item.of("phone", 10));
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            streams.add(watch(sale));
            streams.get(i).next();
        }
        await().until(() -> watchers() == 4);

        try (EventStream fifth = watch(sale)) {
            assertThat(fifth.head()).contains("HTTP/1.1 503 Service Unavailable").anyMatch(
                    line -> line.startsWith("Retry-After: "));
        }
        for (EventStream stream : streams) {
            stream.close();
        }
        awaitEmptyRoom();
        try (EventStream again = watch(sale)) {
            assertThat(again.next().name()).isEqualTo("sale");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Last-Event-ID: 7", "Last-Event-ID: nonsense", "Last-Event-ID: -1", "Last-Event-ID: "})
    void beginsAnewWhateverAWatcherSaysThatItHas(String lastEventId) throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream stream = watch(sale, lastEventId)) {
            assertThat(stream.next().name()).isEqualTo("sale");
        }
    }

    @Test
    void knowsNoStreamOfASaleThatIsNotThere() throws IOException {
        try (EventStream stream = watch("nosuch")) {
            assertThat(stream.head().get(0)).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    @Test
    void takesNothingButReads() {
        String sale = gateway.shop().open(Item.of("phone", 10));

        Answer answer = gateway.buyers().api().send("POST", "/v1/sales/" + sale + "/events", null);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET, HEAD");
    }

    @Test
    void streamsToHttp10() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        try (EventStream stream = EventStream.asHttp10(gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
            assertThat(stream.head()).noneMatch(line -> line.startsWith("Transfer-Encoding"));
            assertThat(stream.next().name()).isEqualTo("sale");
            gateway.shop().close(sale);
            assertThat(stream.next().data().get("status").asText()).isEqualTo("CLOSED");
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void beginsWithTheStateAfterThePressesBeforeItInTheConnection() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String body = BuyRequest.line("phone", 2);
        String buy = "POST /v1/sales/" + sale + "/orders HTTP/1.1\r\nHost: room\r\nX-Buyer-Id: b1\r\n"
                + "Idempotency-Key: k1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (EventStream stream = EventStream.after(buy, gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
            assertThat(stream.head().get(0)).isEqualTo("HTTP/1.1 201 Created");
            assertThat(stream.next().data().get("items").get(0).get("held").asLong()).isEqualTo(2);
        }
    }

    @Test
    void asksWatchersToComeBackAtDifferentTimes() throws IOException {
        awaitEmptyRoom();
        String sale = gateway.shop().open(Item.of("phone", 10));
        List<Integer> retries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            try (EventStream stream = watch(sale)) {
                stream.next();
                retries.add(stream.retryMs());
            }
            awaitEmptyRoom();
        }
        assertThat(retries).allMatch(ms -> ms >= 1000 && ms <= 5000);
        assertThat(new HashSet<>(retries)).hasSizeGreaterThan(3);
    }

    @Test
    void tellsTheWholeSaleWhenItIsDefinedAnew() throws IOException {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        try (EventStream stream = watch(sale)) {
            assertThat(stream.next().data().get("status").asText()).isEqualTo("SCHEDULED");
            gateway.operators().define(sale, SaleDefinition.of(Item.of("mug", 7)));

            Event event = stream.next();
            assertThat(event.name()).isEqualTo("sale");
            assertThat(event.data().get("items").get(0).get("sku").asText()).isEqualTo("mug");
        }
    }

    @Test
    void endsForThoseWhoseMerchantsSaleItIsNoMore() throws IOException {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        try (EventStream stream = watchAsOperator(sale)) {
            stream.next();
            gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 10)).with("merchant", "another"));

            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void answersAHeadWithoutAStream() {
        String sale = gateway.shop().open(Item.of("phone", 10));

        assertThat(gateway.buyers().api().send("HEAD", "/v1/sales/" + sale + "/events", null).status()).isEqualTo(200);
    }
}
