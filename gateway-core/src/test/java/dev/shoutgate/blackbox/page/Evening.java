package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One evening of a shop, from before its sale opens until it is over: a gateway in a process of its own, one page on a
 * phone, one on the host's desk, and other buyers beside them. Each method is a scene; {@link EveningTest} has their
 * order. What has to come true is awaited.
 */
final class Evening implements AutoCloseable {
    private static final String SALE = "evening";
    /** A sale of the same shop beside it, whose holds are as short as no real ones: so nothing else hangs on a time. */
    private static final String SHORT = "short";
    private static final int SHORT_HOLD_SECONDS = 3;
    private static final int OPENS_IN_SECONDS = 9;

    private final Path folder;
    private final Chromium browser;
    private GatewayProcess gateway;
    private Nginx nginx;
    private BuyersPhone phone;
    private HostAtWork host;
    private String paid;

    private Evening(Path folder) throws Exception {
        this.folder = folder;
        this.browser = Chromium.start();
        this.gateway = serve(0, 0);
    }

    static Evening direct(Path folder) throws Exception {
        return new Evening(folder);
    }

    static Evening throughNginx(Path folder) throws Exception {
        Evening evening = new Evening(folder);
        evening.nginx = Nginx.before(evening.gateway.buyersPort(), evening.gateway.operatorsPort());
        return evening;
    }

    private GatewayProcess serve(int port, int operatorPort) throws Exception {
        return GatewayProcess.ready("serve", "--demo", "--data", folder.resolve("data").toString(),
                "--port", Integer.toString(port), "--operator-port", Integer.toString(operatorPort));
    }

    /** A phone for two, a lamp for one, a mug that comes later. */
    void begins() throws Exception {
        gateway.shop().define(SALE, SaleDefinition
                .of(Item.of("phone", 5).price(199_900).limit(2), Item.of("mug", 8).price(4_900).limit(3))
                .with("title", "Friday night")
                .with("opensAt", "2098-01-01T00:00:00Z")
                .with("checkoutUrl", "/demo/checkout/{orderId}").withInItem(0, "listPrice", 259_900));
        gateway.shop().define(SHORT, SaleDefinition.of(Item.of("lamp", 1).price(25_900).limit(1))
                .with("holdSeconds", SHORT_HOLD_SECONDS).with("checkoutUrl", "/demo/checkout/{orderId}"));
        assertThat(gateway.operators().open(SHORT).status()).isEqualTo(200);
        phone = BuyersPhone.open(browser.stranger(), nginx == null ? gateway.buyersPort() : nginx.buyersPort(), SALE);
        host = HostAtWork.open(browser.stranger(), nginx == null ? gateway.operatorsPort() : nginx.operatorsPort(), SALE,
                Tokens.PLATFORM);
        phone.awaitPhase("SCHEDULED");
        host.turnTheVoiceOn();
    }

    void opensByTheClockAfterThreeTwoOne() throws Exception {
        Answer moved = gateway.operators().api().send("PATCH", "/v1/sales/" + SALE,
                "{\"opensAt\":\"" + Instant.now().plusSeconds(OPENS_IN_SECONDS) + "\"}", "Authorization",
                "Bearer " + Tokens.PLATFORM, "Content-Type", "application/json", "Idempotency-Key", Fresh.key());
        assertThat(moved.status()).as("%s", moved).isEqualTo(200);
        phone.awaitPhase("OPEN");
        List<String> counted = Arrays.asList(phone.countedDown().split(" "));
        if (phone.sleptThroughASecond()) {
            assertThat(counted).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder()).last().isIn("3", "2", "1");
        } else {
            assertThat(counted).endsWith("3", "2", "1");
        }
        phone.awaitAct("phone", "buy");
    }

    void aDoubleTapBuysOnce() throws Exception {
        phone.doubleTapBuy("phone");
        paid = phone.awaitOrder("HELD");
        assertThat(stock("phone").held()).isEqualTo(1);
        assertThat(phone.orders()).hasSize(1);
    }

    void theHostHearsOfIt() {
        await("the voice").until(() -> host.spoken().stream().anyMatch(said -> said.startsWith("1 new order, ")
                && said.contains("1,999")));
    }

    void paysFromThePage() throws Exception {
        phone.awaitAct("phone", "pay");
        phone.tapBuy("phone");
        phone.tab().eventually("document.getElementById('checkout').dataset.state", "HELD");
        phone.tab().tap("#pay");
        phone.tab().eventually("document.getElementById('checkout').dataset.state", "CONFIRMED");
        phone.tab().tap("#back");
        phone.awaitStatus(paid, "CONFIRMED");
        assertThat(stock("phone").sold()).isEqualTo(1);
    }

    void paysTooLateWhatAnotherHasBy() throws Exception {
        phone.goTo("/live/" + SHORT);
        phone.awaitAct("lamp", "buy");
        phone.tapBuy("lamp");
        String late = phone.awaitOrder("EXPIRED");
        Answer other = gateway.buyers().buy(SHORT, Fresh.buyer(), "lamp", 1);
        assertThat(other.status()).as("%s", other).isEqualTo(201);
        payElsewhere(other.orderId());
        phone.awaitText("#items [data-sku=lamp] .buy", "Sold out");

        phone.goTo("/demo/checkout/" + late);
        phone.tab().eventually("document.getElementById('checkout').dataset.state", "EXPIRED");
        phone.tab().tap("#pay");
        phone.tab().eventually("document.getElementById('checkout').dataset.state", "tooLate");
        phone.tab().tap("#back");
        phone.awaitStatus(late, "EXPIRED");

        refund(other.orderId());
        phone.awaitAct("lamp", "buy");
        phone.goTo("/live/" + SALE);
        phone.awaitStatus(paid, "CONFIRMED");
    }

    private void payElsewhere(String order) {
        Answer answer = gateway.operators().api().send("POST", "/v1/orders/" + order + "/confirm",
                "{\"paymentRef\":\"elsewhere\"}", "Authorization", "Bearer " + Tokens.PLATFORM, "Content-Type",
                "application/json", "Idempotency-Key", Fresh.key());
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void refund(String order) {
        Answer answer = gateway.operators().post("/v1/orders/" + order + "/refund", Fresh.key());
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    void pausesWithAWordAndGoesOn() throws Exception {
        host.pause("Back in a minute");
        phone.awaitPhase("PAUSED");
        phone.awaitText("body", "Back in a minute");
        host.resume();
        phone.awaitPhase("OPEN");
        phone.awaitAct("mug", "buy");
    }

    /** Of three cuts the one in the middle: a machine that stands still for a moment is no fault of the shop. */
    void aPriceCutIsSeenWithinASecond() throws Exception {
        long[] took = new long[3];
        String[] prices = {"1,899.00", "1,799.00", "1,699.00"};
        for (int i = 0; i < prices.length; i++) {
            host.price("phone", prices[i].replace(",", ""));
            took[i] = phone.sawPrice("phone", prices[i]) - cutAt(i);
        }
        Arrays.sort(took);
        assertThat(took[1]).as("milliseconds from the fact to the screen").isBetween(-1L, 1000L);
    }

    /** When the gateway took the price for the so-manieth time, milliseconds. */
    private long cutAt(int index) {
        List<Long> cuts = new ArrayList<>();
        gateway.operators().get("/v1/sales/" + SALE + "/history").json().path("acts").forEach(act -> {
            if (act.path("act").asText().equals("price")) {
                cuts.add(Instant.parse(act.path("at").asText()).toEpochMilli());
            }
        });
        return cuts.get(index);
    }

    void aTimedLinkAppears() throws Exception {
        Answer timed = gateway.operators().put("/v1/sales/" + SALE + "/items/mug",
                "{\"onAt\":\"" + Instant.now().plusSeconds(3) + "\",\"offAt\":\"2098-01-01T00:00:00Z\"}");
        assertThat(timed.status()).as("%s", timed).isEqualTo(200);
        phone.awaitAct("mug", "none");
        phone.awaitAct("mug", "buy");
    }

    void aDoubleRestockAddsOnce() throws Exception {
        long before = stock("phone").total();
        host.restockTwice("phone");
        await("units added").until(() -> stock("phone").total(), total -> total > before);
        host.tab().eventually("document.querySelector('#items [data-sku=phone] [data-act=restock-10]').ariaBusy", "false");
        assertThat(stock("phone").total()).isEqualTo(before + 10);
    }

    void theGatewayIsKilledAndComesBack() throws Exception {
        int buyersPort = gateway.buyersPort();
        int operatorsPort = gateway.operatorsPort();
        gateway.killHard();
        phone.tab().eventually("document.getElementById('trouble').hidden", "false");
        gateway = serve(buyersPort, operatorsPort);
        phone.tab().eventually("document.getElementById('trouble').hidden");
        phone.awaitPhase("OPEN");
        phone.awaitStatus(paid, "CONFIRMED");
        phone.awaitAct("mug", "buy");
        phone.tapBuy("mug");
        phone.awaitOrder("HELD");
        gateway.shop().assertAuditOk(SALE);
    }

    void isOver() throws Exception {
        host.close();
        phone.awaitPhase("CLOSED");
        assertThat(phone.tab().errors()).isEmpty();
        assertThat(host.tab().errors()).isEmpty();
        gateway.shop().assertAuditOk(SALE);
    }

    void isAccessible() throws Exception {
        Axe.check(phone.tab());
        Axe.check(host.tab());
    }

    private Stock stock(String sku) {
        return gateway.shop().stock(SALE, sku);
    }

    @Override
    public void close() throws Exception {
        browser.close();
        if (nginx != null) {
            nginx.close();
        }
        gateway.close();
    }
}
