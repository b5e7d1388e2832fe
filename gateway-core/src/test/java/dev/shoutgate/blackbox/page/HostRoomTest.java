package dev.shoutgate.blackbox.page;

import static dev.shoutgate.blackbox.page.HostDesk.part;
import static dev.shoutgate.blackbox.page.HostDesk.row;
import static dev.shoutgate.blackbox.page.HostDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the host's page shows whatever comes: live figures, a line that breaks, markup, very much, very wide. */
class HostRoomTest {
    private static final String MARKUP = "<img src=x onerror='window.hurt=1'><b>b</b>";

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    @Test
    void showsWhatIsBoughtAsItHappensAndAsksForNoViewMeanwhile() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().forget();

            GATEWAY.buyers().buy(sale, "b1", "phone", 2);

            desk.tab().eventually(part("phone", "stock"), "8 left · 2 held · 0 sold · 10 in all");
            assertThat(desk.tab().requests()).noneMatch(sent -> sent.url().endsWith("/v1/sales/" + sale));
        }
    }

    @Test
    void saysThatItIsCutOffAndComesBackByItself() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            // A line that is emulated away leaves an open stream alone; this one ends it, as a dead gateway does.
            desk.tab().before("const real = window.fetch; window.cut = new AbortController();"
                    + "window.fetch = (path, options) => window.away ? Promise.reject(new TypeError('away'))"
                    + " : path.endsWith('/events')"
                    + " ? real(path, { ...options, signal: cut.signal }) : real(path, options);");
            desk.openSale(sale);
            desk.tab().look("window.away = true; cut.abort(); cut = new AbortController()");
            desk.tab().eventually(text("#link"), "no connection");
            desk.tab().eventually(text("#trouble"), "The gateway does not answer. You see what was last known.");

            GATEWAY.buyers().buy(sale, "b1", "phone", 2);
            desk.tab().look("window.away = false");

            desk.tab().eventually(part("phone", "stock") + ".startsWith('8 left')");
            desk.tab().eventually(text("#link"), "live");
            desk.tab().eventually("document.getElementById('trouble').hidden");
        }
    }

    /** A browser has six connections to a gateway for all of its tabs. */
    @Test
    void letsGoOfItsStreamWhileNobodySeesIt() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before("const real = window.fetch; window.streams = 0; window.fetch = (path, options) => {"
                    + "if (path.endsWith('/events')) { streams++;"
                    + "options.signal.addEventListener('abort', () => streams--); }"
                    + "return real(path, options); };"
                    + "Object.defineProperty(document, 'hidden', { get: () => Boolean(window.away) });");
            desk.openSale(sale);
            desk.tab().look("window.away = true; document.dispatchEvent(new Event('visibilitychange'))");
            desk.tab().eventually("streams", "0");
            GATEWAY.buyers().buy(sale, "b1", "phone", 2);

            desk.tab().look("window.away = false; document.dispatchEvent(new Event('visibilitychange'))");

            desk.tab().eventually("streams", "1");
            desk.tab().eventually(part("phone", "stock") + ".startsWith('8 left')");
        }
    }

    @Test
    void goesOnByAskingWhereNoStreamIsToBeHad() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before("const real = window.fetch; window.fetch = (path, options) =>"
                    + "path.endsWith('/events') ? Promise.resolve(new Response('{}', { status: 503 }))"
                    + " : real(path, options);");
            desk.open("/host/" + sale);
            desk.tab().eventually(text("#link"), "reconnecting…");

            GATEWAY.buyers().buy(sale, "b1", "phone", 2);

            desk.tab().eventually(part("phone", "stock") + ".startsWith('8 left')");
        }
    }

    @Test
    void showsMarkupAsTheTextThatItIs() throws Exception {
        String sale = GATEWAY.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("title", MARKUP)
                .withInItem(0, "title", MARKUP));
        String notice = "{\"notice\":\"" + MARKUP + "\"}";
        assertThat(GATEWAY.operators().patch("/v1/sales/" + sale, notice).status()).isEqualTo(200);
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"" + MARKUP + "\"}";
        assertThat(GATEWAY.buyers().buy(sale, "b1", Fresh.key(), body).status()).isEqualTo(201);
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().size(1440, 900);
            desk.tab().eventually(text("#title"), MARKUP);
            desk.tab().eventually(part("phone", "title"), MARKUP);
            desk.tab().eventually(text("#notice"), "Notice: " + MARKUP);
            desk.tab().eventually(text("#channels tbody th"), MARKUP);
            desk.tab().eventually(text("#latest .what"), MARKUP + " × 1");
            desk.press("phone", "price");
            desk.tab().eventually(text("#ask-head"), "Price of " + MARKUP);
            assertThat(desk.tab().look("document.querySelectorAll('main b, main img, dialog b, dialog img').length"))
                    .isEqualTo("0");
            assertThat(desk.tab().look("String(window.hurt)")).isEqualTo("undefined");

            desk.open("/host");
            desk.tab().eventually(text("[data-sale=\"" + sale + "\"] h2"), MARKUP);
        }
    }

    @Test
    void findsOneOfFiveHundredItemsAndChangesNoOther() throws Exception {
        String sale = GATEWAY.shop().open(
                IntStream.range(0, 500).mapToObj(i -> Item.of("item-" + i, 10)).toArray(Item[]::new));
        String shown = "[...document.querySelectorAll('#items [data-sku]')].filter(row => !row.hidden).length";
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().eventually("document.querySelectorAll('#items [data-sku]').length", "500");

            desk.write("#find", "ITEM-499");
            desk.tab().eventually(shown, "1");
            desk.press("item-499", "restock-10");
            desk.tab().eventually(part("item-499", "stock") + ".includes('20 in all')");

            GATEWAY.buyers().buy(sale, "b1", "item-7", 1);
            desk.tab().eventually(part("item-7", "stock") + ".startsWith('9 left')");
            desk.write("#find", "");
            desk.tab().eventually(shown, "500");
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "390, 844", "844, 390", "1440, 900"})
    void fitsWhateverTheScreenAndHoweverWideTheTitles(int width, int height) throws Exception {
        String wide = "宽".repeat(100);
        String sale = GATEWAY.shop().open(SaleDefinition.of(Item.of("phone", 10).price(1_000_000_000_000L))
                .with("title", wide).withInItem(0, "title", wide));
        GATEWAY.buyers().buy(sale, "b1", "phone", 2);
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().size(width, height);
            desk.openSale(sale);
            for (String view : new String[] {"console", "board", "history"}) {
                desk.tab().look("location.hash = '" + view + "'");
                desk.tab().eventually("document.body.dataset.view", view);
                assertThat(desk.tab().look("document.documentElement.scrollWidth")).as(view)
                        .isEqualTo(Integer.toString(width));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US, light", "zh-CN, dark"})
    void isForThoseWhoHearItOrSeeItPoorlyToo(String language, String scheme) throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10), Item.of("mug", 0).off());
        GATEWAY.buyers().buy(sale, "b1", "phone", 2);
        try (HostDesk door = HostDesk.strange(browser, GATEWAY); HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            door.tab().language(language).media("prefers-color-scheme", scheme);
            door.open("/host");
            door.tab().eventually("document.getElementById('door').checkVisibility()");
            Axe.check(door.tab());

            desk.tab().language(language).media("prefers-color-scheme", scheme);
            desk.open("/host");
            desk.tab().eventually("document.querySelector('[data-sale]') !== null");
            Axe.check(desk.tab());
            desk.open("/host#new");
            desk.tab().eventually("document.querySelector('[data-field=sku]')?.checkVisibility()");
            desk.tab().look("document.querySelector('#sale-form [type=submit]').click()");
            Axe.check(desk.tab());
            for (String view : new String[] {"console", "board", "history"}) {
                desk.openSaleIn(sale, view);
                Axe.check(desk.tab());
            }
            desk.openSale(sale).press("phone", "price");
            Axe.check(desk.tab());
            desk.open("/host/" + sale + "?wall");
            desk.tab().eventually("document.querySelector('#latest li') !== null");
            Axe.check(desk.tab());
        }
    }

    @Test
    void keepsTheFocusOnWhatWasPressed() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            for (String act : new String[] {"restock-10", "feature", "off"}) {
                desk.tab().look("document.querySelector('" + row("phone") + " [data-act=" + act + "]').focus()");
                desk.tab().key("Enter");
                desk.tab().eventually(part("phone", "note") + ".startsWith('✓')");
                assertThat(desk.tab().look("document.activeElement.closest('[data-sku]')?.dataset.sku")).as(act)
                        .isEqualTo("phone");
            }
            desk.tab().look("document.querySelector('[data-act=pause]').focus()");
            desk.tab().key("Enter");
            desk.tab().eventually("document.getElementById('ask').open");
            desk.press("yes");
            desk.tab().eventually("document.getElementById('ask').open", "false");
            desk.tab().eventually("document.activeElement.dataset.act", "resume");
        }
    }
}
