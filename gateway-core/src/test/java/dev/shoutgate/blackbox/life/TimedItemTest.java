package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links that appear and go by the clock. */
class TimedItemTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Desk desk = Desk.of(gateway);

    private static Instant in(long ms) {
        return Instant.now().plusMillis(ms).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String statusOf(Answer sale, String sku) {
        for (JsonNode item : sale.json().path("items")) {
            if (item.path("sku").textValue().equals(sku)) {
                return item.path("status").textValue();
            }
        }
        return null;
    }

    private static String buyersSee(String sale, String sku) {
        return statusOf(gateway.buyers().sale(sale), sku);
    }

    private static String operatorsSee(String sale, String sku) {
        return statusOf(gateway.operators().sale(sale), sku);
    }

    private void change(String sale, String sku, String fields) {
        Held.done(desk.put("/v1/sales/" + sale + "/items/" + sku, fields));
    }

    /** A watcher sees every step, and whoever sees it can buy. */
    @Test
    void bringsTheTrafficFirstAndTheProfitLater() throws IOException {
        Instant begin = in(600_000);
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("traffic", 10), Item.of("profit", 10))
                .withInItem(0, "onAt", begin.toString()).withInItem(0, "offAt", begin.plusSeconds(1).toString())
                .withInItem(1, "onAt", begin.plusSeconds(1).toString()));
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "traffic", 1)).is(409, "sale-not-open")
                .with("sku", "traffic").with("opensAt", TIME.format(begin));
        List<String> seen = new ArrayList<>();
        try (EventStream stream = EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
            see(stream, "profit SOON", seen);
            change(sale, "traffic", "{\"onAt\":\"" + in(300) + "\"}");
            see(stream, "traffic ON", seen);
            buy(sale, "traffic");
            Instant next = in(2_000);
            change(sale, "traffic", "{\"offAt\":\"" + next + "\"}");
            change(sale, "profit", "{\"onAt\":\"" + next + "\"}");
            see(stream, "profit ON", seen);
            buy(sale, "profit");
        }

        assertThat(seen).containsExactly("traffic SOON", "profit SOON", "traffic ON", "profit ON");
        assertThat(buyersSee(sale, "traffic")).isNull();
        assertThat(operatorsSee(sale, "traffic")).isEqualTo("OFF");
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "traffic", 1)).is(404, "unknown-item")
                .with("sku", "traffic");
        assertThat(desk.acts(sale)).filteredOn(act -> act.path("act").textValue().matches("on|off"))
                .extracting(act -> act.path("by").textValue() + ": " + act.path("sku").textValue() + " "
                        + act.path("act").textValue())
                .containsExactly("clock: traffic on", "clock: traffic off", "clock: profit on");
        gateway.shop().assertAuditOk(sale);
    }

    /** Reads on until an item is seen in a status, and notes each first sight. */
    private static void see(EventStream stream, String wanted, List<String> seen) throws IOException {
        while (!seen.contains(wanted)) {
            for (JsonNode item : stream.next().data().path("items")) {
                String sight = item.path("sku").textValue() + " " + item.path("status").textValue();
                if (item.has("status") && !seen.contains(sight)) {
                    seen.add(sight);
                }
            }
        }
    }

    private static void buy(String sale, String sku) {
        Answer bought = gateway.buyers().buy(sale, Fresh.buyer(), sku, 1);
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
    }

    @Test
    void isSoonHoweverItsStatusWasSent() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10), Item.of("case", 10).off())
                .withInItem(0, "onAt", in(600_000).toString()).withInItem(1, "onAt", in(-1_000).toString()));

        assertThat(buyersSee(sale, "phone")).isEqualTo("SOON");
        assertThat(operatorsSee(sale, "phone")).isEqualTo("SOON");
        await().until(() -> "ON".equals(buyersSee(sale, "case")));
    }

    @Test
    void takesTheSameDefinitionAgain() {
        SaleDefinition definition = SaleDefinition.of(Item.of("phone", 10)).withInItem(0, "onAt", in(-5).toString());
        String sale = gateway.shop().open(definition);
        await().until(() -> "ON".equals(buyersSee(sale, "phone")));

        assertThat(gateway.operators().define(sale, definition).status()).isEqualTo(200);
        assertThat(buyersSee(sale, "phone")).isEqualTo("ON");
    }

    @Test
    void obeysTheHostAndThenTheClock() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10).limit(9))
                .withInItem(0, "onAt", in(600_000).toString()));
        change(sale, "phone", "{\"status\":\"ON\"}");
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        change(sale, "phone", "{\"status\":\"OFF\"}");
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "sale-not-open");
        change(sale, "phone", "{\"onAt\":\"" + in(300) + "\"}");
        await().until(() -> "ON".equals(buyersSee(sale, "phone")));
        change(sale, "phone", "{\"offAt\":\"" + in(1_500) + "\"}");
        await().until(() -> buyersSee(sale, "phone") == null);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(404, "unknown-item");
    }

    @Test
    void promisesNothingOnceTheSaleIsOver() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10))
                .withInItem(0, "onAt", in(600_000).toString()));
        gateway.shop().close(sale);

        assertThat(buyersSee(sale, "phone")).isNull();
        assertThat(operatorsSee(sale, "phone")).isEqualTo("OFF");
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1)).is(409, "sale-closed");
    }
}
