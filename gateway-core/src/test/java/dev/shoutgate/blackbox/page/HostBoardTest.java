package dev.shoutgate.blackbox.page;

import static dev.shoutgate.blackbox.page.HostDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board says how the sale goes, and the voice says it aloud. */
class HostBoardTest {

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    /** A device that speaks these languages, and keeps what it was told to say. */
    private static String speaks(String... languages) {
        String voices = String.join(",", List.of(languages).stream().map(tag -> "{lang: '" + tag + "'}").toList());
        return "window.said = []; window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"
                + "Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [" + voices + "],"
                + "cancel() {}, addEventListener() {}, speak(u) { said.push([u.text, u.lang, u.volume]);"
                + "queueMicrotask(() => u.onend()); } } });";
    }

    private static String figure(String name) {
        return text("[data-figure=" + name + "]");
    }

    private static String buy(String sale, int quantity, String channel) {
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":" + quantity + "}],\"channel\":\"" + channel + "\"}";
        Answer bought = GATEWAY.buyers().buy(sale, Fresh.buyer(), Fresh.key(), body);
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
        return bought.orderId();
    }

    private static void pay(String order) {
        String path = "/v1/orders/" + order + "/confirm";
        Answer paid = GATEWAY.operators().post(path, Fresh.key(), "{\"paymentRef\":\"p1\"}");
        assertThat(paid.status()).as("%s", paid).isEqualTo(200);
    }

    @Test
    void saysWhatIsSoldAndForHowMuchByChannel() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 100).limit(9));
        pay(buy(sale, 2, "host-1"));
        buy(sale, 1, "host-2");
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().size(1440, 900);
            desk.openSale(sale);
            desk.tab().eventually(figure("sold"), "2");
            desk.tab().eventually(figure("held"), "1");
            desk.tab().eventually(figure("left"), "97");
            desk.tab().eventually(figure("paid"), "CN¥3,998.00");
            desk.tab().eventually(figure("unpaid"), "CN¥1,999.00");
            desk.tab().eventually(figure("watchers") + " > 0");

            String late = buy(sale, 3, "host-2");
            desk.tab().eventually(figure("unpaid"), "CN¥7,996.00");
            desk.tab().eventually(figure("rate"), "1");
            desk.tab().eventually(text("#latest [data-order=\"" + late + "\"] .pill"), "held");
            pay(late);
            desk.tab().eventually(figure("paid"), "CN¥9,995.00");
            desk.tab().eventually(text("#latest [data-order=\"" + late + "\"] .pill"), "paid");
            desk.tab().eventually("[...document.querySelectorAll('#channels tbody tr')].map(row => [...row.cells].map("
                    + "cell => cell.textContent).join(' ')).join('|')",
                    "host-2 2 CN¥5,997.00 CN¥1,999.00|host-1 1 CN¥3,998.00 CN¥0.00");
            desk.tab().eventually(text("#channels-note") + ".startsWith('Of all 3 orders')");
            assertThat(desk.tab().errors()).isEmpty();
        }
    }

    /** More orders than one answer of the list has. */
    @Test
    void countsEveryOrderOfALargeSaleOnce() throws Exception {
        String sale = GATEWAY.shop().open(SaleDefinition.of(Item.of("phone", 3_000).price(100)).with("holdSeconds", 0));
        for (int i = 0; i < 1_500; i++) {
            buy(sale, 1, "host-" + i % 30);
        }
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.open("/host/" + sale + "#board");
            desk.tab().eventually(text("#channels-note") + "?.startsWith('Of all 1,500 orders')");
            assertThat(desk.tab().look(figure("paid"))).isEqualTo("CN¥1,500.00");
            assertThat(desk.tab().look("document.querySelectorAll('#channels tbody tr').length")).isEqualTo("20");
            assertThat(desk.tab().look(text("#channels-note"))).contains("and 10 more channels");
            assertThat(desk.tab().look("document.querySelectorAll('#latest li').length")).isEqualTo("20");

            buy(sale, 1, "host-0");
            desk.tab().eventually(figure("orders"), "1,501");
            desk.tab().eventually(figure("paid"), "CN¥1,501.00");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"en-US|CNY|1 new order, 1,999 yuan|new orders, 3,998 yuan|The voice is on.",
        "zh-CN|CNY|爆单！新订单，1,999元|个新订单，3,998元|语音播报已打开",
        "zh-TW|TWD|爆單！新訂單，1,999元|筆新訂單，3,998元|語音播報已開啟",
        "en-US|KWD|1 new order, 199.900 Kuwaiti dinars|new orders, 399.800 Kuwaiti dinars|The voice is on."})
    void speaksTheOrdersOfEachSecond(String language, String currency, String one, String two, String first)
            throws Exception {
        String sale = GATEWAY.shop().open(SaleDefinition.of(Item.of("phone", 100)).with("currency", currency));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().language(language).before(speaks("fr-FR", "en-US", "zh-TW", "zh-CN"));
            desk.openSaleIn(sale, "board");
            buy(sale, 1, "before-the-voice");
            desk.tab().eventually(figure("rate"), "1");
            desk.tab().tap("#voice");
            desk.tab().eventually("said.join('|')", first + "," + language + ",0.8");

            buy(sale, 1, "host-1");
            desk.tab().eventually("said.slice(1).map(words => words[0]).join('|')", one);
            desk.tab().eventually(text("#spoken"), one);
            // However these two fall into seconds, they are told once, and all of them.
            desk.tab().look("window.said = []");
            Set<String> orders = Set.of(buy(sale, 1, "host-1"), buy(sale, 1, "host-2"));
            assertThat(orders).hasSize(2);
            desk.tab().eventually("said.map(words => words[0]).join('|') === '" + one + "|" + one + "'"
                    + " || said.length === 1 && said[0][0].endsWith('" + two + "')");
        }
    }

    @Test
    void tellsTogetherWhatCameWhileItSpoke() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 100));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before(speaks("en-US")
                    + "speechSynthesis.speak = u => { said.push(u.text); window.finish = u.onend; };");
            desk.openSaleIn(sale, "board");
            desk.tab().tap("#voice");
            desk.tab().eventually("said.length", "1");
            for (int i = 0; i < 12; i++) {
                buy(sale, 1, "host-1");
            }
            desk.tab().eventually(figure("rate"), "12");
            assertThat(desk.tab().look("said.length")).isEqualTo("1");

            desk.tab().look("finish()");

            desk.tab().eventually("said[1]", "12 new orders, 23,988 yuan");
        }
    }

    @Test
    void chimesAndFlashesTheWordsWhereTheDeviceHasNoVoiceForThem() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 100));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().language("zh-CN").before(speaks("en-US")
                    + "window.tones = 0; const start = OscillatorNode.prototype.start;"
                    + "OscillatorNode.prototype.start = function (at) { tones++; return start.call(this, at); };");
            desk.openSaleIn(sale, "board");
            desk.tab().tap("#voice");
            desk.tab().eventually(text("#voice-note") + ".includes('没有中文语音')");
            desk.tab().eventually("tones", "2");

            buy(sale, 1, "host-1");

            desk.tab().eventually(text("#spoken"), "爆单！新订单，1,999元");
            desk.tab().eventually("document.getElementById('spoken').classList.contains('flash')");
            desk.tab().eventually("tones", "4");
            assertThat(desk.tab().look("said.length")).isEqualTo("0");
        }
    }

    @Test
    void isSilentUntilItIsSwitchedOnAndAfterItIsSwitchedOff() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 100));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before(speaks("en-US"));
            desk.openSaleIn(sale, "board");
            desk.set("#volume", "35");
            desk.tab().tap("#voice");
            desk.tab().eventually("said[0]?.[2]", "0.35");
            desk.tab().tap("#voice");
            desk.tab().eventually("document.getElementById('voice').ariaPressed", "false");

            buy(sale, 1, "host-1");
            desk.tab().eventually(figure("rate"), "1");

            assertThat(desk.tab().look("said.length")).isEqualTo("1");
            desk.openSaleIn(sale, "board");
            desk.tab().eventually("document.getElementById('volume').value", "35");
        }
    }

    @Test
    void showsTheBoardAloneOnTheWall() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 100));
        buy(sale, 1, "host-1");
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().size(1920, 1080);
            desk.open("/host/" + sale + "?wall");
            desk.tab().eventually(figure("unpaid"), "CN¥1,999.00");

            String seen = "[...document.querySelectorAll('#console, #history, #tabs, #sale-links, #forget, #board,"
                    + "#voice')].filter(part => part.checkVisibility()).map(part => part.id).join()";
            assertThat(desk.tab().look(seen)).isEqualTo("board,voice");
            desk.tab().eventually("parseFloat(getComputedStyle(document.querySelector('[data-figure=left]')).fontSize)"
                    + " > 64");
            desk.tab().eventually("document.documentElement.scrollHeight <= 1080");
            buy(sale, 1, "host-1");
            desk.tab().eventually(figure("left"), "98");
        }
    }
}
