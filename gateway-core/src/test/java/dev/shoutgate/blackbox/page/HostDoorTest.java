package dev.shoutgate.blackbox.page;

import static dev.shoutgate.blackbox.page.HostDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way in to the host's desk: a token, kept for the tab, and what it opens. */
class HostDoorTest {
    private static final String DOOR_IS_SHUT = "document.getElementById('door').checkVisibility()";
    private static final String IS_IN = "document.getElementById('sales').checkVisibility()";

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    @Test
    void asksForTheTokenOnceATab() throws Exception {
        try (HostDesk desk = HostDesk.strange(browser, GATEWAY).open("/host")) {
            desk.tab().eventually(DOOR_IS_SHUT);

            desk.write("#token-field", Tokens.PLATFORM);
            desk.tab().key("Enter");
            desk.tab().eventually(IS_IN);
            desk.open("/host");
            desk.tab().eventually(IS_IN);

            assertThat(desk.tab().look("JSON.stringify(localStorage)")).doesNotContain(Tokens.PLATFORM);
            desk.tab().tap("#forget");
            desk.tab().eventually(DOOR_IS_SHUT);
            desk.open("/host");
            desk.tab().eventually(DOOR_IS_SHUT);
            assertThat(desk.tab().errors()).isEmpty();
        }
    }

    @Test
    void saysThatATokenIsWrongAndKeepsNoneOfIt() throws Exception {
        try (HostDesk desk = HostDesk.strange(browser, GATEWAY).open("/host/any")) {
            desk.write("#token-field", "not-the-token");
            desk.tab().key("Enter");
            desk.tab().eventually(text("#token-note") + ".includes('does not know this token')");

            desk.write("#token-field", "口令");
            desk.tab().key("Enter");
            desk.tab().eventually(text("#token-note") + ".includes('That is no token')");

            assertThat(desk.tab().look("sessionStorage.length")).isEqualTo("0");
            desk.tab().eventually(DOOR_IS_SHUT);
        }
    }

    @Test
    void asksAgainWhereTheTokenIsTakenBackMeanwhile() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).openSale(sale)) {
            desk.tab().look("sessionStorage.setItem('left', 1); sessionStorage.setItem('shoutgate.token', '\"gone\"')");
            desk.press("phone", "restock-10");

            desk.tab().eventually(DOOR_IS_SHUT);
            desk.tab().eventually(text("#token-note") + ".includes('does not know this token')");
            desk.write("#token-field", Tokens.PLATFORM);
            desk.tab().key("Enter");
            desk.tab().eventually("document.getElementById('sale').checkVisibility()");
            assertThat(desk.ofItem(sale, "phone", "total")).isEqualTo("10");
        }
    }

    @Test
    void opensTheSalesOfTheTokensOwnMerchantOnly() throws Exception {
        String own = GATEWAY.shop().define(SaleDefinition.of(Item.of("phone", 1)).with("merchant", "shop-2"));
        String other = GATEWAY.shop().define(SaleDefinition.of(Item.of("phone", 1)).with("merchant", "shop-1"));
        try (HostDesk desk = HostDesk.of(browser, GATEWAY, Tokens.SHOP_2).open("/host")) {
            desk.tab().eventually(text(card(own) + " [data-part=status]"), "Soon");
            assertThat(desk.tab().look("document.querySelector('" + card(other) + "') === null")).isEqualTo("true");
            String links = "[...document.querySelectorAll('" + card(own) + " a')]";
            assertThat(desk.tab().look(links + ".map(a => a.pathname + a.hash + a.search).join()")).isEqualTo(
                    String.join(",", "/host/" + own, "/host/" + own, "/host/" + own + "#board",
                            "/host/" + own + "?wall", "/live/" + own));
            assertThat(desk.tab().look(links + ".pop().port"))
                    .isEqualTo(Integer.toString(GATEWAY.buyersPort()));

            desk.open("/host/" + other);
            desk.tab().eventually("document.getElementById('trouble').checkVisibility()");
            desk.tab().eventually(text("#trouble") + ".includes('not yours')");
        }
    }

    private static String card(String sale) {
        return "[data-sale=\"" + sale + "\"]";
    }

    @Test
    void showsAllSalesPageByPage() throws Exception {
        for (int i = 0; i < 60; i++) {
            GATEWAY.shop().define("many-" + i, SaleDefinition.of(Item.of("phone", 1)));
        }
        try (HostDesk desk = HostDesk.of(browser, GATEWAY).open("/host")) {
            String shown = "document.querySelectorAll('#sale-list [data-sale]').length";
            desk.tab().eventually(shown, "50");

            desk.tab().tap("#more-sales");

            desk.tab().eventually(shown + " >= 60");
            assertThat(desk.tab().look("document.querySelectorAll('[data-sale^=many-]').length")).isEqualTo("60");
        }
    }

    @Test
    void isOnTheOperatorsPortOnlyAndTheFrontDoorLeadsThere() {
        for (String path : new String[] {"/host", "/host/demo", "/host/"}) {
            assertThat(GATEWAY.buyers().api().get(path).status()).as(path).isEqualTo(404);
        }
        Answer door = GATEWAY.operators().api().get("/");
        assertThat(door.status()).isEqualTo(308);
        assertThat(door.header("Location")).contains("/host");
        Answer page = GATEWAY.operators().api().get("/host");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(page.text()).doesNotContain(Tokens.PLATFORM, "{{");
    }
}
