package dev.shoutgate.blackbox.page;

import static dev.shoutgate.blackbox.page.HostDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new sale in a form: what a person writes there is what the gateway has. */
class HostFormTest {
    private static final String WENT_ON = "location.pathname";

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    private static HostDesk form() throws Exception {
        HostDesk desk = HostDesk.of(browser, GATEWAY);
        desk.tab().call("Emulation.setTimezoneOverride", Chromium.parameters().put("timezoneId", "Asia/Shanghai"));
        desk.open("/host#new");
        desk.tab().eventually("document.querySelector('[data-field=sku] input')?.checkVisibility()");
        return desk;
    }

    private static String fillIn(HostDesk desk, String price) throws Exception {
        String sale = Fresh.sale();
        desk.fill("saleId", sale);
        desk.fill("merchant", "shop-1");
        desk.write("#sale-fields [data-field=title] input", "Friday night");
        desk.write("#item-fields [data-field=title] input", "Phone, 256 GB");
        desk.fill("price", price);
        desk.fill("stock", "100");
        desk.fill("limitPerBuyer", "2");
        return sale;
    }

    private static String error(String field) {
        return text("[data-field=" + field + "] .wrong");
    }

    @Test
    void definesASaleThatIsOpenedAndBoughtOn() throws Exception {
        try (HostDesk desk = form()) {
            String sale = fillIn(desk, "1999.00");
            desk.fill("listPrice", "2599");
            desk.fill("holdSeconds", "2.5");
            desk.fill("image", "https://example.org/phone.png");
            desk.fill("checkoutUrl", "https://example.org/pay/{orderId}");
            desk.set("#sale-fields [data-field=closesAt] input", "2099-12-31T20:00");
            desk.tab().tap("#sale-form [type=submit]");
            desk.tab().eventually(WENT_ON, "/host/" + sale);

            desk.press("open");
            desk.tab().eventually(text("#phase"), "Live");

            JsonNode bought = GATEWAY.buyers().buy(sale, "b1", "phone-256-gb", 2).json();
            assertThat(bought.path("total").asLong()).isEqualTo(399_800);
            JsonNode made = GATEWAY.operators().sale(sale).json();
            assertThat(made.path("holdSeconds").asInt()).isEqualTo(150);
            assertThat(made.path("closesAt").asText()).isEqualTo("2099-12-31T12:00:00.000Z");
            assertThat(made.path("checkoutUrl").asText()).isEqualTo("https://example.org/pay/{orderId}");
            assertThat(made.path("items").get(0).path("listPrice").asLong()).isEqualTo(259_900);
            assertThat(made.path("items").get(0).path("image").asText()).isEqualTo("https://example.org/phone.png");
            assertThat(desk.tab().errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"CNY|1999.00|199900", "CNY|0.5|50", "JPY|1999|1999", "KWD|19.995|19995",
        "IDR|1999.50|199950", "HUF|1999.5|199950", "COP|12|1200", "PKR|0.01|1", "CNY|１９９９．００|199900"})
    void takesPricesWithTheCurrencysOwnDecimals(String currency, String written, long minor) throws Exception {
        try (HostDesk desk = form()) {
            desk.set("[data-field=currency] select", currency);
            String sale = fillIn(desk, written);
            desk.tab().tap("#sale-form [type=submit]");
            desk.tab().eventually(WENT_ON, "/host/" + sale);

            assertThat(desk.ofItem(sale, "phone-256-gb", "price")).isEqualTo(Long.toString(minor));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"CNY|1,999.00|2", "CNY|1999.005|2", "JPY|19.99|0", "KWD|1.9995|3", "CNY|-5|2",
        "CNY|cheap|2"})
    void refusesAmountsThatTheCurrencyDoesNotHave(String currency, String written, String digits) throws Exception {
        try (HostDesk desk = form()) {
            desk.set("[data-field=currency] select", currency);
            String sale = fillIn(desk, written);
            desk.tab().tap("#sale-form [type=submit]");

            desk.tab().eventually(error("price") + ".includes('this currency has " + digits + " decimals')");
            desk.tab().eventually("document.activeElement.closest('[data-field]').dataset.field", "price");
            assertThat(GATEWAY.operators().sale(sale).status()).isEqualTo(404);
        }
    }

    @Test
    void warnsWhereAPriceIsBelowATenthOfWhatItWas() throws Exception {
        try (HostDesk desk = form()) {
            fillIn(desk, "19.99");
            String hint = text("[data-field=price] .soft");
            assertThat(desk.tab().look(hint)).contains("19.99").doesNotContain("tenth");

            desk.fill("listPrice", "199.91");
            desk.tab().eventually(hint + ".includes('Less than a tenth')");
            desk.fill("listPrice", "199.90");
            desk.tab().eventually("!" + hint + ".includes('Less than a tenth')");
        }
    }

    @Test
    void showsTheGatewaysObjectionsAtTheirFields() throws Exception {
        try (HostDesk desk = form()) {
            fillIn(desk, "1999");
            desk.fill("merchant", "my shop");
            desk.fill("image", "javascript:alert(1)");
            desk.fill("listPrice", "5");
            desk.tab().tap("#sale-form [type=submit]");

            desk.tab().eventually(error("merchant") + " !== ''");
            desk.tab().eventually(error("image") + ".includes('https')");
            desk.tab().eventually(error("listPrice") + " !== ''");
            desk.tab().eventually("document.activeElement.closest('[data-field]').dataset.field", "merchant");
            assertThat(desk.tab().look("document.querySelectorAll('[aria-invalid]').length")).isEqualTo("3");
            assertThat(desk.tab().look(text("#form-note"))).contains("see the marked fields");
        }
    }

    @Test
    void saysWhatIsMissingWithoutAskingTheGateway() throws Exception {
        try (HostDesk desk = form()) {
            desk.tab().forget();
            desk.tab().tap("#sale-form [type=submit]");

            desk.tab().eventually(error("title"), "This is needed.");
            assertThat(desk.tab().requests()).noneMatch(sent -> sent.method().equals("PUT"));
        }
    }

    @Test
    void leavesASaleAloneThatHasTheSameIdAlready() throws Exception {
        String there = GATEWAY.shop().define(SaleDefinition.of(Item.of("phone", 1)));
        try (HostDesk desk = form()) {
            fillIn(desk, "1999");
            desk.fill("saleId", there);
            desk.tab().tap("#sale-form [type=submit]");

            desk.tab().eventually(error("saleId") + ".includes('already')");
            assertThat(GATEWAY.operators().sale(there).field("title")).isEqualTo("A sale of one shout");
        }
    }

    @Test
    void makesOneSaleWhereTheAnswerWasLost() throws Exception {
        try (HostDesk desk = HostDesk.of(browser, GATEWAY)) {
            desk.tab().before("const real = window.fetch; let lost = 0; window.fetch = async (path, options) => {"
                    + "const answer = await real(path, options);"
                    + "if (options?.method === 'PUT' && !lost++) throw new TypeError('lost'); return answer; };");
            desk.open("/host#new");
            String sale = fillIn(desk, "1999");
            desk.tab().tap("#sale-form [type=submit]");

            desk.tab().eventually(WENT_ON, "/host/" + sale);
            assertThat(desk.tab().requests()).filteredOn(sent -> sent.method().equals("PUT")).hasSize(2);
        }
    }

    @Test
    void copiesASaleOfBefore() throws Exception {
        String old = GATEWAY.shop().define(
                SaleDefinition.of(Item.of("phone", 7).price(4_200), Item.of("mug", 5).limit(3))
                        .with("currency", "KWD").with("title", "Last week").with("holdSeconds", 60));
        try (HostDesk desk = form()) {
            desk.tab().eventually("document.querySelector('#copy-from option[value=\"" + old + "\"]') !== null");
            desk.set("#copy-from", old);
            desk.tab().eventually("document.querySelectorAll('#item-fields fieldset').length", "2");
            String sale = Fresh.sale();
            desk.fill("saleId", sale);
            desk.tab().tap("#sale-form [type=submit]");
            desk.tab().eventually(WENT_ON, "/host/" + sale);

            JsonNode made = GATEWAY.operators().sale(sale).json();
            assertThat(made.path("title").asText()).isEqualTo("Last week");
            assertThat(made.path("currency").asText()).isEqualTo("KWD");
            assertThat(made.path("holdSeconds").asInt()).isEqualTo(60);
            assertThat(desk.ofItem(sale, "phone", "price")).isEqualTo("4200");
            assertThat(desk.ofItem(sale, "mug", "limitPerBuyer")).isEqualTo("3");
            assertThat(desk.ofItem(sale, "mug", "available")).isEqualTo("5");
        }
    }
}
