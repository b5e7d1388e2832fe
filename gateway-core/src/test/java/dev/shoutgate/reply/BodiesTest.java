package dev.shoutgate.reply;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.SaleView.ItemView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and sales as JSON, read back; and the status lines that they come with. */
class BodiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Exchange exchange = new Replies().connection.begin(true, false);

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void writesAnOrderOfEveryStatus(OrderStatus status) throws IOException {
        Replies.fillOrder(exchange.outcome);
        exchange.outcome.status = status;

        assertThat(order().get("status").textValue()).isEqualTo(status.name());
    }

    @Test
    void writesAnOrderThatSaysNothingOfChannelAndExpiry() throws IOException {
        Replies.fillOrder(exchange.outcome);
        SaleDefinition sale = Replies.SALE;
        exchange.outcome.sale = new SaleDefinition(sale.saleId(), sale.merchant(), sale.title(), "JPY", sale.opensAtMs(),
                sale.closesAtMs(), 0, sale.latePayment(), sale.items());
        exchange.outcome.expiresAtMs = 0;
        exchange.outcome.notes.channel.clear();
        JsonNode order = order();

        assertThat(order.get("channel").isNull()).isTrue();
        assertThat(order.get("expiresAt").isNull()).as("confirmed at once").isTrue();
        assertThat(order.get("currency").textValue()).isEqualTo("JPY");
    }

    /** It wrote the time of taking. */
    @Test
    void writesNoExpiryOfAnOrderThatAnOlderReleaseConfirmedAtOnce() throws IOException {
        Replies.fillOrder(exchange.outcome);
        exchange.outcome.expiresAtMs = exchange.outcome.createdAtMs;

        assertThat(order().get("expiresAt").isNull()).isTrue();
    }

    @Test
    void showsWhatConfirmedAnOrderToOperatorsOnly() throws IOException {
        Replies.fillOrder(exchange.outcome);
        JsonBytes unpaid = new JsonBytes();
        new OrderBody("disk").foundByOperator(exchange, unpaid);
        exchange.outcome.paymentRef = "pay-\"1\\";
        JsonBytes paid = new JsonBytes();
        new OrderBody("disk").foundByOperator(exchange, paid);
        JsonBytes created = new JsonBytes();
        new OrderBody("disk").created(exchange, created);

        assertThat(JSON.readTree(unpaid.toString()).has("paymentRef")).isFalse();
        assertThat(JSON.readTree(paid.toString()).get("paymentRef").textValue()).isEqualTo("pay-\"1\\");
        assertThat(order().has("paymentRef")).isFalse();
        assertThat(JSON.readTree(created.toString()).has("paymentRef")).isFalse();
    }

    @Test
    void addsUpAnOrderOfSixteenOfTheDearest() throws IOException {
        Replies.fillOrder(exchange.outcome);
        exchange.outcome.lineCount = 16;
        for (int i = 0; i < 16; i++) {
            exchange.outcome.items[i] = new ItemDefinition("sku-" + i, "t", 0, 0, 1, true);
            exchange.outcome.quantities[i] = 99;
            exchange.outcome.unitPrices[i] = 1_000_000_000_000L;
        }
        JsonNode order = order();

        assertThat(order.get("total").longValue()).isEqualTo(1_584_000_000_000_000L);
        assertThat(order.get("items")).hasSize(16);
        assertThat(order.get("items").get(15).get("sku").textValue()).isEqualTo("sku-15");
    }

    @Test
    void writesBuyersAndChannelsOfAnyText() {
        forAll(200, draws -> writesThem(draws.text(0, 64, each -> (char) each.between('!', '~')), draws.text(0, 255)));
    }

    private static void writesThem(String buyer, String channel) throws IOException {
        Exchange own = new Replies().connection.begin(true, false);
        Replies.fillOrder(own.outcome);
        own.outcome.buyer.set(buyer);
        boolean fits = own.outcome.notes.channel.set(channel);
        String whole = new String(channel.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        JsonNode order = order(own);

        assertThat(order.get("buyerId").textValue()).isEqualTo(buyer);
        assertThat(order.get("channel").textValue()).isEqualTo(fits && !whole.isEmpty() ? whole : null);
    }

    @Test
    void showsWhatIsYetToAppearAndNotWhatIsOff() throws IOException {
        ItemDefinition item = new ItemDefinition("case", "Case", 1, 2, 3, false);
        ItemView soon = new ItemView(item, item.terms(), 2, 0, 0, true);
        SaleView view = new SaleView(Replies.SALE, SaleStatus.OPEN, 77, List.of(soon, soon.over()));
        JsonBytes buyers = new JsonBytes();
        SaleBody.forBuyers(view, 5, buyers);
        JsonBytes operators = new JsonBytes();
        SaleBody.forOperators(view, 5, operators);

        assertThat(JSON.readTree(buyers.toString()).findValuesAsText("status")).containsExactly("OPEN", "SOON");
        assertThat(JSON.readTree(operators.toString()).findValuesAsText("status"))
                .containsExactly("OPEN", "SOON", "OFF");
    }

    @Test
    void writesASaleAsBuyersSeeIt() throws IOException {
        JsonNode sale = sale(false, SaleStatus.OPEN);

        assertThat(sale.properties()).extracting(Map.Entry::getKey).containsExactly("saleId", "merchant", "title",
                "currency", "currencyExponent", "status", "opensAt", "closesAt", "holdSeconds", "pass", "passOpensSeconds",
                "passDifficulty", "version", "now", "items", "featured", "notice", "checkoutUrl");
        assertThat(sale.toString()).isEqualTo("{\"saleId\":\"s.1\",\"merchant\":\"shop-1\",\"title\":\"A \\\"night\\\" 直播\","
                + "\"currency\":\"CNY\",\"currencyExponent\":2,\"status\":\"OPEN\",\"opensAt\":\"1970-01-01T00:00:00.001Z\",\"closesAt\":null,"
                + "\"holdSeconds\":900,\"pass\":null,\"passOpensSeconds\":null,\"passDifficulty\":null,\"version\":77,\"now\":\"1970-01-01T00:00:00.005Z\","
                + "\"items\":[{\"sku\":\"phone\",\"title\":\"The phone\",\"image\":\"/1.png\",\"listPrice\":200,\"price\":150,\"total\":110,\"available\":77,"
                + "\"held\":3,\"sold\":30,\"limitPerBuyer\":4,\"onAt\":\"1970-01-01T00:00:00.007Z\",\"offAt\":null,\"status\":\"ON\"}],"
                + "\"featured\":null,\"notice\":\"<b>5 min</b>\",\"checkoutUrl\":\"/pay/{orderId}\"}");
    }

    @Test
    void showsOperatorsTheItemsThatAreOffToo() throws IOException {
        JsonNode sale = sale(true, SaleStatus.PAUSED);

        assertThat(sale.get("latePayment").textValue()).isEqualTo("reclaim");
        assertThat(sale.get("status").textValue()).isEqualTo("PAUSED");
        assertThat(sale.get("items")).hasSize(2);
        assertThat(sale.get("featured").textValue()).isEqualTo("case");
        assertThat(sale.get("items").get(0).get("status").textValue()).isEqualTo("OFF");
        assertThat(sale.get("items").get(0).get("image").isNull()).isTrue();
        assertThat(sale.get("items").get(0).get("listPrice").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 422, 429, 431, 500, 503})
    void hasALineForEveryStatusOfTheContract(int status) {
        String line = new String(StatusLine.of(status), StandardCharsets.US_ASCII);

        assertThat(line).matches("HTTP/1\\.1 " + status + " [A-Z][A-Za-z -]+\r\n");
    }

    private static JsonNode sale(boolean forOperators, SaleStatus status) throws IOException {
        ItemDefinition off = new ItemDefinition("case", "Case", 1, 2, 3, false);
        ItemDefinition on = new ItemDefinition("phone", "Phone", 100, 100, 2, true);
        SaleDefinition definition = new SaleDefinition("s.1", "shop-1", "A \"night\" 直播", "CNY", 1, SaleDefinition.NEVER,
                900, LatePayment.RECLAIM, List.of(off, on)).with(new SaleDefinition.Terms("A \"night\" 直播", 1,
                        SaleDefinition.NEVER, "case", "<b>5 min</b>", "/pay/{orderId}"));
        SaleView view = new SaleView(definition, status, 77,
                List.of(new ItemView(off, off.terms(), 2, 0, 0),
                        new ItemView(on, new ItemDefinition.Terms(150, 4, true, new ItemDefinition.Description(
                                "The phone", "/1.png", 200, 7, SaleDefinition.NEVER)), 110, 3, 30)));
        JsonBytes body = new JsonBytes();
        if (forOperators) {
            SaleBody.forOperators(view, 5, body);
        } else {
            SaleBody.forBuyers(view, 5, body);
        }
        return JSON.readTree(body.toString());
    }

    private JsonNode order() throws IOException {
        return order(exchange);
    }

    private static JsonNode order(Exchange exchange) throws IOException {
        JsonBytes body = new JsonBytes();
        new OrderBody("disk").found(exchange, body);
        return JSON.readTree(body.toString());
    }
}
