package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a press on Buy does, and what stands on the page afterwards. */
class BuyBrowserTest extends PhoneTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void makesOneOrderOfTwoTapsOfOneThumb() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(sale);
        room.may("phone", "buy");

        phone.look("(b => { b.click(); setTimeout(() => b.click(), 90); setTimeout(() => b.click(), 180); })"
                + "(document.querySelector('.buy'))");

        room.hasOrders(1, "HELD");
        room.may("phone", "see");
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    @Test
    void sellsAnotherUnitToWhoAsksForIt() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(3));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");

        room.tap("phone", "another");
        room.may("phone", "buy");
        phone.eventually("document.activeElement.className", "buy");
        room.tap("phone", "more");
        room.says("phone", "label", "Buy 2");
        room.tapBuy("phone");

        room.hasOrders(2, "HELD");
        room.says("phone", "another", "");
        room.says("phone", "limit", "Limit 3 each · You have 3");
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(3);
    }

    @Test
    void leadsAWinnerToWhereItIsPaid() throws Exception {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10))
                .with("checkoutUrl", "http://127.0.0.1:" + gateway.buyersPort() + "/v1/time?of={orderId}&a=b"));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.may("phone", "pay");
        room.says("phone", "label", "Yours: pay now");
        phone.eventually("/^14:5\\d left to pay$/.test(document.querySelector('[data-part=sub]').textContent)");
        String order = phone.look("document.querySelector('.order').dataset.order");
        assertThat(phone.look("document.querySelector('.pay-link').href")).endsWith("/v1/time?of=" + order + "&a=b");

        room.tapBuy("phone");

        phone.eventually("location.search", "?of=" + order + "&a=b");
    }

    @Test
    void followsNoAddressOfACheckoutThatIsNone() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.may("phone", "see");
        room.says("phone", "label", "Yours");

        room.tapBuy("phone");

        phone.eventually("document.getElementById('orders-toggle').ariaExpanded", "true");
        phone.eventually("document.activeElement.dataset.part", "cancel");
    }

    @Test
    void saysNothingOfPayingOnceItIsPaid() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(1));
        Room room = open(sale);
        room.may("phone", "buy");
        String buyer = phone.look("document.getElementById('buyer-shown').textContent");
        String order = gateway.buyers().buy(sale, buyer, "phone", 1).orderId();
        room.tapBuy("phone");
        room.says("phone", "note", "Your order " + order + " holds your limit of this item. Pay for it in time, or cancel it.");
        room.announces("holds your limit");
        Room.act(gateway.operators(), "POST", "orders/" + order + "/confirm", "paymentRef", "p-1");

        phone.look("document.dispatchEvent(new Event('visibilitychange'))"); // as after a look at the bank's app

        room.hasOrders(1, "CONFIRMED");
        room.says("phone", "note", "");
        room.says("phone", "label", "You have your limit");
        room.announces("The phone: paid.");
        assertThat(phone.look("document.body.innerText")).doesNotContainIgnoringCase("in time")
                .doesNotContainIgnoringCase("pay within");
    }

    @Test
    void showsALimitThatIsReachedBeforeAnybodyPresses() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(1));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");
        String order = phone.look("document.querySelector('.order').dataset.order");
        Room.act(gateway.operators(), "POST", "orders/" + order + "/confirm", "paymentRef", "p-2");

        room.reload();

        room.says("phone", "label", "You have your limit");
        room.may("phone", "none");
        assertThat(phone.look("document.querySelector('.buy').ariaDisabled")).isEqualTo("true");
    }

    @Test
    void keepsTheFocusOfWhoPressesWithAKey() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(sale);
        room.may("phone", "buy");
        phone.look("document.querySelector('.buy').focus()");

        phone.key("Enter");

        room.hasOrders(1, "HELD");
        assertThat(phone.look("document.activeElement.className")).isEqualTo("buy");
        room.announces("It’s yours! Pay within 1");
    }

    @Test
    void showsThePhoneThatLostItsStorageWhatItsBuyerHas() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String buyer = Fresh.buyer();
        gateway.buyers().buy(sale, buyer, "phone", 1);
        phone.before("localStorage.setItem('shoutgate.buyer', JSON.stringify('" + buyer + "'))");

        Room room = open(sale);

        room.hasOrders(1, "HELD");
        room.may("phone", "see");
    }

    @Test
    void looksAtAHoldThatRanOutAndSaysSo() throws Exception {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 2));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");
        phone.forget();

        room.hasOrders(1, "EXPIRED");
        room.announces("Your time to pay for The phone ran out.");
        room.may("phone", "buy");
        assertThat(room.requests("Fetch").stream().filter(path -> path.startsWith("GET /v1/orders/")).count())
                .as("looked once the time was up, and not before").isLessThanOrEqualTo(3);
    }

    @Test
    void pressesOnceThroughADeadLine() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(sale);
        room.may("phone", "buy");
        phone.line(0, 0);
        room.tapBuy("phone");
        phone.eventually("/Your press counts once/.test(document.querySelector('[data-part=note]').textContent)");
        assertThat(phone.look("document.querySelector('.buy').ariaBusy")).isEqualTo("true");

        phone.fullLine();

        room.hasOrders(1, "HELD");
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    private Room open(String sale) throws Exception {
        return Room.open(phone, gateway.buyersPort(), sale);
    }
}
