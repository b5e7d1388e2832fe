package dev.shoutgate.blackbox.page;

import static dev.shoutgate.blackbox.page.HostDesk.part;
import static dev.shoutgate.blackbox.page.HostDesk.row;
import static dev.shoutgate.blackbox.page.HostDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host runs a sale from the console: each press is one act, and the page says what it did. */
class HostConsoleTest {

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    private static String note(String sku) {
        return part(sku, "note");
    }

    private static void isFree(HostDesk desk, String sku, String act) {
        desk.tab().eventually("document.querySelector('" + row(sku) + " [data-act=" + act + "]').ariaBusy", "false");
    }

    @Test
    void aDoubleTapOnRestockAddsOnceAndALaterOneAddsAgain() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().look("(plus => { plus.click(); setTimeout(() => { plus.click(); window.twice = 1; }, 180); })"
                    + "(document.querySelector('" + row("phone") + " [data-act=restock-100]'))");
            desk.tab().eventually("window.twice", "1");
            desk.tab().eventually(note("phone"), "✓ +100 The phone");
            isFree(desk, "phone", "restock-100");
            assertThat(desk.ofItem(sale, "phone", "total")).isEqualTo("110");

            desk.press("phone", "restock-100");
            desk.tab().eventually(part("phone", "stock") + ".includes('210 in all')");
            assertThat(desk.ofItem(sale, "phone", "total")).isEqualTo("210");
            assertThat(desk.tab().errors()).isEmpty();
        }
    }

    @Test
    void aRestockWhoseAnswerIsLostAddsOnce() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before(LOSES_ONE_ANSWER);
            desk.openSale(sale).press("phone", "restock-500");

            desk.tab().eventually(note("phone"), "✓ +500 The phone");
            assertThat(desk.ofItem(sale, "phone", "total")).isEqualTo("510");
            assertThat(desk.tab().requests()).filteredOn(sent -> sent.method().equals("POST")).hasSize(2);
        }
    }

    /** The first answer to a POST is lost on its way. */
    private static final String LOSES_ONE_ANSWER = "const real = window.fetch; let lost = 0;"
            + "window.fetch = async (path, options) => { const answer = await real(path, options);"
            + "if (options?.method === 'POST' && !lost++) throw new TypeError('lost'); return answer; };";

    /** Until the tab is told to heal, no answer to a POST comes, nor any history that would tell of it. */
    private static final String LOSES_ANSWERS = "const real = window.fetch; window.fetch = async (path, options) => {"
            + "const answer = await real(path, options);"
            + "const isMeant = options?.method === 'POST' || path.endsWith('/history');"
            + "if (isMeant && !sessionStorage.getItem('heals')) throw new TypeError('lost'); return answer; };";

    /** Until the tab is told to heal, no POST reaches the gateway. */
    private static final String SENDS_NOTHING = "const real = window.fetch; window.fetch = (path, options) =>"
            + "options?.method === 'POST' && !sessionStorage.getItem('heals') ? Promise.reject(new TypeError('cut'))"
            + ": real(path, options);";

    @Test
    void aReloadInTheMiddleLearnsFromTheHistoryThatItWasDone() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before(LOSES_ANSWERS);
            desk.openSale(sale).press("phone", "restock-10");
            desk.tab().eventually(note("phone") + ".includes('It counts once')");
            desk.tab().look("sessionStorage.setItem('heals', 1)");

            desk.openSale(sale);

            desk.tab().eventually(note("phone"), "+10 The phone: was done after all.");
            desk.tab().eventually("document.querySelector('.unsure') === null");
            desk.press("phone", "restock-10");
            desk.tab().eventually(part("phone", "stock") + ".includes('30 in all')");
        }
    }

    @Test
    void whatNeverReachedTheGatewayIsTheSameActAfterAReload() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before(SENDS_NOTHING);
            desk.openSale(sale).press("phone", "restock-10");
            desk.tab().eventually(note("phone") + ".includes('no answer yet')");
            desk.openSale(sale);
            desk.tab().eventually("document.querySelector('" + row("phone") + " .unsure')?.textContent", "+10");
            desk.tab().look("sessionStorage.setItem('heals', 1)");

            desk.press("phone", "restock-10");

            desk.tab().eventually(note("phone"), "✓ +10 The phone");
            assertThat(desk.ofItem(sale, "phone", "total")).isEqualTo("20");
            desk.tab().eventually("document.querySelector('.unsure') === null");
        }
    }

    @Test
    void showsWhatAPriceCutWouldDoBeforeItIsDone() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10).limit(5));
        GATEWAY.buyers().buy(sale, "b1", "phone", 3);
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.press("phone", "price");
            desk.fill("price", "1699");
            desk.tab().eventually(text(".preview"), "CN¥1,999.00 → CN¥1,699.00 (−15%). "
                    + "3 units are held now; they keep the price they were taken at.");
            desk.fill("price", "199.89");
            desk.tab().eventually(text("#ask [data-field=price] .soft") + ".includes('Less than a tenth')");
            assertThat(desk.ofItem(sale, "phone", "price")).isEqualTo("199900");

            desk.fill("price", "1699");
            desk.press("yes");

            desk.tab().eventually("document.getElementById('ask').open", "false");
            desk.tab().eventually(part("phone", "price"), "CN¥1,699.00");
            assertThat(desk.ofItem(sale, "phone", "price")).isEqualTo("169900");
            desk.tab().eventually("document.querySelector('#acts [data-act=price] span').textContent",
                    "The phone: price CN¥1,999.00 → CN¥1,699.00");
        }
    }

    @Test
    void opensPausesWithANoticeResumesAndClosesForGoodOnceAskedAgain() throws Exception {
        String sale = GATEWAY.shop().define(SaleDefinition.of(Item.of("phone", 10)));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.press("open");
            desk.tab().eventually(text("#phase"), "Live");
            desk.press("pause");
            desk.fill("notice", "Back at 20:30");
            desk.press("yes");
            desk.tab().eventually(text("#phase"), "Paused");
            desk.tab().eventually(text("#notice"), "Notice: Back at 20:30");
            JsonNode seen = GATEWAY.buyers().sale(sale).json();
            assertThat(seen.path("status").asText()).isEqualTo("PAUSED");
            assertThat(seen.path("notice").asText()).isEqualTo("Back at 20:30");

            desk.press("resume");
            desk.tab().eventually(text("#phase"), "Live");
            desk.press("close");
            desk.press("no");
            desk.tab().eventually("document.getElementById('ask').open", "false");
            assertThat(GATEWAY.operators().sale(sale).field("status")).isEqualTo("OPEN");
            desk.press("close");
            desk.press("yes");
            desk.tab().eventually(text("#phase"), "Closed");
            desk.tab().eventually("[...document.querySelectorAll('#console button')].every(b => !b.checkVisibility())");
            assertThat(words(desk)).isEqualTo("Closed|Resumed|Paused|Sale changed · Notice to all buyers|Opened|Sale created");
            assertThat(desk.tab().errors()).isEmpty();
        }
    }

    private static String words(HostDesk desk) throws Exception {
        desk.tab().eventually("document.querySelector('#acts li')?.dataset.act", "close");
        return desk.tab().look("[...document.querySelectorAll('#acts li > span')].map(s => s.textContent).join('|')");
    }

    @Test
    void featuresSwitchesAndChangesAnItem() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10), Item.of("mug", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.press("mug", "feature");
            desk.tab().eventually(part("mug", "featured"), "featured now");
            assertThat(GATEWAY.buyers().sale(sale).field("featured")).isEqualTo("mug");
            isFree(desk, "mug", "feature");
            desk.press("mug", "feature");
            desk.tab().eventually(part("mug", "featured"), "");

            desk.press("mug", "off");
            desk.tab().eventually(part("mug", "status"), "off");
            isFree(desk, "mug", "on");
            desk.press("mug", "on");
            desk.tab().eventually(part("mug", "status"), "on sale");

            desk.press("mug", "edit");
            desk.fill("listPrice", "2500");
            desk.fill("limitPerBuyer", "7");
            desk.press("yes");
            desk.tab().eventually(part("mug", "terms"), "limit 7");
            desk.tab().eventually(part("mug", "list-price"), "CN¥2,500.00");
            desk.tab().eventually(part("mug", "off"), "−20%");
            assertThat(desk.ofItem(sale, "mug", "listPrice")).isEqualTo("250000");
        }
    }

    @Test
    void saysWhyTheGatewayRefused() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.press("phone", "restock");
            desk.fill("quantity", "-11");
            desk.tab().eventually(text(".preview"), "Left: 10 → -1");
            desk.press("yes");
            desk.tab().eventually(text("#ask-note") + ".includes('There are not that many unsold units.')");
            desk.fill("quantity", "-4");
            desk.tab().eventually("document.querySelector('#ask [data-act=yes]').ariaBusy", "false");
            desk.press("yes");
            desk.tab().eventually(part("phone", "stock") + ".includes('6 left')");

            desk.press("phone", "edit");
            desk.fill("listPrice", "1");
            desk.press("yes");
            desk.tab().eventually(text("#ask [data-field=listPrice] .wrong") + " !== ''");
            desk.press("no");
            assertThat(desk.ofItem(sale, "phone", "listPrice")).isEqualTo("null");
        }
    }

    @Test
    void addsAnItemToASaleThatIsOpen() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().tap("#add-item");
            desk.fill("title", "手冲咖啡杯");
            desk.fill("sku", "mug");
            desk.fill("price", "59.5");
            desk.fill("stock", "20");
            desk.press("yes");

            desk.tab().eventually(part("mug", "title"), "手冲咖啡杯");
            assertThat(GATEWAY.buyers().buy(sale, "b1", "mug", 1).json().path("total").asLong()).isEqualTo(5_950);
        }
    }
}
