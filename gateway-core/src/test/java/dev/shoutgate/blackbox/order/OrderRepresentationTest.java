package dev.shoutgate.blackbox.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRepresentationTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void showsEveryFieldOfAHeldOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10).price(199_900), Item.of("case", 10).price(2_500));
        Answer answer = gateway.buyers().buy(sale, "b1", Fresh.key(), "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},"
                + "{\"sku\":\"case\",\"quantity\":2}],\"channel\":\"host-42\"}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.contentType()).startsWith("application/json");
        JsonNode order = answer.json();
        assertThat(answer.orderId()).isNotBlank();
        assertThat(answer.field("saleId")).isEqualTo(sale);
        assertThat(answer.field("buyerId")).isEqualTo("b1");
        assertThat(answer.field("status")).isEqualTo("HELD");
        assertLine(order.path("items").path(0), "phone", 1, 199_900);
        assertLine(order.path("items").path(1), "case", 2, 2_500);
        assertThat(order.path("items")).hasSize(2);
        assertThat(answer.field("currency")).isEqualTo("CNY");
        assertThat(order.path("total").isIntegralNumber()).isTrue();
        assertThat(order.path("total").longValue()).isEqualTo(204_900);
        assertThat(answer.field("channel")).isEqualTo("host-42");
        assertThat(order.path("sequence").isIntegralNumber()).isTrue();
        assertThat(order.path("sequence").longValue()).isPositive();
        assertThat(answer.field("durability")).isEqualTo("disk");
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void confirmsAnOrderOfNothingAtOnce() {
        String sale = gateway.shop().open(Item.of("gift", 10).price(0), Item.of("phone", 10));
        Answer free = gateway.buyers().buy(sale, "b1", "gift", 1);
        assertThat(free.status()).as("%s", free).isEqualTo(201);
        assertThat(free.field("status")).isEqualTo("CONFIRMED");
        assertThat(free.json().path("expiresAt").isNull()).as("%s", free).isTrue();
        assertThat(gateway.shop().stock(sale, "gift")).isEqualTo(new Stock(10, 9, 0, 1));
    }

    private static void assertLine(JsonNode line, String sku, int quantity, long unitPrice) {
        assertThat(line.path("sku").textValue()).isEqualTo(sku);
        assertThat(line.path("title").textValue()).isEqualTo("The " + sku);
        assertThat(line.path("quantity").isInt()).isTrue();
        assertThat(line.path("quantity").intValue()).isEqualTo(quantity);
        assertThat(line.path("unitPrice").longValue()).isEqualTo(unitPrice);
    }

    @Test
    void saysWhenItWasMadeAndUntilWhenItIsHeld() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 77));
        Answer order = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        Instant created = Times.parse(order.field("createdAt"));
        assertThat(created).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        assertThat(Times.parse(order.field("expiresAt"))).isEqualTo(created.plusSeconds(77));
    }

    @Test
    void leadsToTheSameOrderByItsLocation() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer bought = gateway.buyers().buy(sale, "b1", "phone", 1);
        assertThat(bought.header("Location")).contains("/v1/orders/" + bought.orderId());
        Answer read = gateway.buyers().api().get(bought.header("Location").orElseThrow(), "X-Buyer-Id", "b1");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(bought.json());
        assertThat(gateway.operators().order(bought.orderId()).field("buyerId")).isEqualTo("b1");
    }

    @Test
    void numbersOrdersInTheSequenceInWhichTheyWereTaken() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        long last = 0;
        for (int i = 0; i < 5; i++) {
            long sequence = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1).json().path("sequence").longValue();
            assertThat(sequence).isGreaterThan(last);
            last = sequence;
        }
    }

    @Test
    void confirmsAtOnceWhereNothingIsHeld() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 0));
        Answer order = gateway.buyers().buy(sale, "b1", "phone", 2);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(order.field("status")).isEqualTo("CONFIRMED");
        assertThat(order.field("expiresAt")).isNull();
        assertThat(gateway.shop().stock(sale, "phone").sold()).isEqualTo(2);
        assertThat(gateway.shop().stock(sale, "phone").held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"主播-42", "a \\\"quoted\\\" one", "line\\nbreak", "\\u4e3b", "😀",
        "\\ud83d\\ude00", "</script>"})
    void givesTheChannelBackAsItCame(String written) throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"" + written + "\"}";
        String meant = new ObjectMapper().readTree(body).path("channel").textValue();
        Answer order = gateway.buyers().buy(sale, "b1", Fresh.key(), body);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(order.field("channel")).isEqualTo(meant);
        assertThat(gateway.buyers().order(order.orderId(), "b1").field("channel")).isEqualTo(meant);
    }

    @Test
    void needsNoChannel() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer order = gateway.buyers().buy(sale, "b1", "phone", 1);
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.field("channel")).isNull();
    }

    @Test
    void tellsTheTime() {
        Answer time = gateway.buyers().api().get("/v1/time");
        assertThat(time.status()).isEqualTo(200);
        assertThat(Times.parse(time.field("now"))).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }
}
