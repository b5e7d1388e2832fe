package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's checkout as a buyer meets it, in every state of an order. */
class CheckoutBrowserTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.demo();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    private final String buyer = Fresh.buyer();
    private Tab phone;

    @BeforeEach
    void takeAPhone() throws Exception {
        phone = browser.stranger();
        phone.before("localStorage.setItem('shoutgate.buyer', JSON.stringify('" + buyer + "'))");
    }

    @Test
    void paysAndLeadsBackToTheRoom() throws Exception {
        String order = buy("demo", "phone");
        open(order);
        phone.eventually("document.getElementById('pay').textContent", "Pay CN¥1,999.00");
        assertThat(phone.look("document.body.innerText")).contains("No money moves", "Phone, 256 GB × 1", order);

        phone.tap("#pay");

        isIn("CONFIRMED");
        assertThat(gateway.operators().order(order).field("paymentRef")).isEqualTo("demo-" + order);
        phone.eventually("document.activeElement.id", "back");
        phone.key("Enter");
        phone.eventually("location.pathname", "/live/demo");
        open(order);
        isIn("CONFIRMED");
        assertThat(phone.look("document.getElementById('pay').hidden")).isEqualTo("true");
        assertThat(phone.errors()).isEmpty();
    }

    @Test
    void saysWhenTheTimeIsUpAndTakesALatePaymentWhileUnitsAreLeft() throws Exception {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("mug", 1)).with("holdSeconds", 2));
        String order = buy(sale, "mug");
        open(order);
        isIn("EXPIRED");
        assertThat(phone.look("document.getElementById('state').textContent")).contains("run out");

        phone.tap("#pay");
        isIn("CONFIRMED");
    }

    @Test
    void saysThatItIsTooLateWhenAnotherHasTheUnits() throws Exception {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("mug", 1)).with("holdSeconds", 2));
        open(buy(sale, "mug"));
        isIn("EXPIRED");
        assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "mug", 1).status()).isEqualTo(201);

        phone.tap("#pay");
        isIn("tooLate");
        assertThat(phone.look("document.getElementById('pay').hidden")).isEqualTo("true");
    }

    @Test
    void asksForNothingWhereThereIsNothingToPay() throws Exception {
        String order = buy("demo", "lipstick");
        gateway.buyers().cancel(order, buyer);
        open(order);
        isIn("CANCELLED");
        assertThat(phone.look("document.getElementById('pay').hidden")).isEqualTo("true");

        open(gateway.buyers().buy("demo", Fresh.buyer(), "lipstick", 1).orderId());
        isIn("unknown");
        assertThat(phone.look("document.getElementById('bill').hidden")).isEqualTo("true");
    }

    @Test
    void offersToTryAgainWhileNobodyAnswers() throws Exception {
        open(buy("demo", "lipstick"));
        isIn("HELD");
        phone.line(0, 0);
        phone.tap("#pay");
        isIn("trouble");

        phone.fullLine();
        phone.tap("#pay");
        isIn("CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 支付 ¥99.00", "zh-TW, 付款 CN¥99.00", "en-GB, Pay CN¥99.00"})
    void speaksTheBuyersLanguage(String language, String button) throws Exception {
        phone.language(language);
        open(buy("demo", "lipstick"));
        phone.eventually("document.getElementById('pay').textContent", button);
    }

    private String buy(String sale, String sku) {
        return gateway.buyers().buy(sale, buyer, sku, 1).orderId();
    }

    private void open(String order) throws Exception {
        phone.open("http://127.0.0.1:" + gateway.buyersPort() + "/demo/checkout/" + order);
    }

    private void isIn(String state) {
        phone.eventually("document.getElementById('checkout').dataset.state", state);
    }
}
