package dev.shoutgate.blackbox.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleViewTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void showsEveryFieldToAnyone() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10).price(199_900).limit(3))
                .with("title", "双十一 \"Live\" <b>").with("opensAt", "2098-01-01T00:00:00Z")
                .with("closesAt", "2099-01-01T00:00:00Z").with("holdSeconds", 600));
        Answer view = gateway.buyers().sale(sale);

        assertThat(view.status()).as("%s", view).isEqualTo(200);
        assertThat(view.contentType()).startsWith("application/json");
        assertThat(view.field("saleId")).isEqualTo(sale);
        assertThat(view.field("merchant")).isEqualTo("shop-1");
        assertThat(view.field("title")).isEqualTo("双十一 \"Live\" <b>");
        assertThat(view.field("currency")).isEqualTo("CNY");
        assertThat(view.field("status")).isEqualTo("SCHEDULED");
        assertThat(view.field("opensAt")).isEqualTo("2098-01-01T00:00:00.000Z");
        assertThat(view.field("closesAt")).isEqualTo("2099-01-01T00:00:00.000Z");
        assertThat(view.json().path("holdSeconds").intValue()).isEqualTo(600);
        assertThat(view.json().path("version").isIntegralNumber()).isTrue();
        assertThat(Times.parse(view.field("now"))).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        assertItem(view.json().path("items").path(0));
    }

    private static void assertItem(JsonNode item) {
        assertThat(item.path("sku").textValue()).isEqualTo("phone");
        assertThat(item.path("title").textValue()).isEqualTo("The phone");
        assertThat(item.path("price").longValue()).isEqualTo(199_900);
        assertThat(item.path("limitPerBuyer").intValue()).isEqualTo(3);
        assertThat(item.path("status").textValue()).isEqualTo("ON");
        assertThat(item.path("total").longValue()).isEqualTo(10);
    }

    @Test
    void countsWhatIsHeldAndWhatIsLeft() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.buyers().buy(sale, Fresh.buyer(), "phone", 2);
        Answer view = gateway.buyers().sale(sale);
        assertThat(Stock.of(view.json(), "phone")).isEqualTo(new Stock(10, 8, 2, 0));
        assertThat(view.field("status")).isEqualTo("OPEN");
    }

    @Test
    void raisesItsVersionWithEveryChangeAndNeverLowersIt() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        long before = version(sale);
        String orderId = gateway.buyers().buy(sale, "b1", "phone", 1).orderId();
        long afterBuy = version(sale);
        gateway.buyers().cancel(orderId, "b1");
        long afterCancel = version(sale);
        gateway.shop().close(sale);
        assertThat(afterBuy).isGreaterThan(before);
        assertThat(afterCancel).isGreaterThan(afterBuy);
        assertThat(version(sale)).isGreaterThan(afterCancel);
    }

    @ParameterizedTest
    @CsvSource({"2098-06-01T08:00:00+08:00,2098-06-01T00:00:00.000Z", "2098-06-01T00:00:00.1Z,2098-06-01T00:00:00.100Z",
        "2098-06-01T00:00:00Z,2098-06-01T00:00:00.000Z", "2098-05-31T19:30:00-04:30,2098-06-01T00:00:00.000Z"})
    void takesTimesAsRfc3339AndGivesThemInUtcWithMilliseconds(String given, String shown) {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1)).with("opensAt", given));
        assertThat(gateway.buyers().sale(sale).field("opensAt")).isEqualTo(shown);
    }

    @Test
    void takesTimesAsWholeSeconds() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1)).with("opensAt", 4_052_419_200L));
        assertThat(Times.parse(gateway.buyers().sale(sale).field("opensAt")))
                .isEqualTo(Instant.ofEpochSecond(4_052_419_200L));
    }

    @Test
    void showsNoWindowWhereTheOperatorDecides() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1)));
        assertThat(gateway.buyers().sale(sale).field("opensAt")).isNull();
        assertThat(gateway.buyers().sale(sale).field("closesAt")).isNull();
    }

    @Test
    void hasALiveRoomPage() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer page = gateway.buyers().api().get("/live/" + sale);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).containsIgnoringCase("<button");
    }

    private static long version(String sale) {
        return gateway.buyers().sale(sale).json().path("version").longValue();
    }
}
