package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the host does, as a buyer sees and hears it. */
class HostActsBrowserTest extends PhoneTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private String sale;
    private Room room;

    private void open(SaleDefinition definition) throws Exception {
        sale = gateway.shop().open(definition);
        room = Room.open(phone, gateway.buyersPort(), sale);
        room.may("phone", "buy");
    }

    private static SaleDefinition two() {
        return SaleDefinition.of(Item.of("phone", 10), Item.of("mug", 5).price(9_900));
    }

    private void act(String method, String path, Object... fields) throws Exception {
        Room.act(gateway.operators(), method, "sales/" + sale + path, fields);
    }

    @Test
    void areSeenAndHeardWhenAPriceIsCut() throws Exception {
        open(two().withInItem(1, "listPrice", 12_800));
        room.says("mug", "off", "−23%");

        act("PUT", "/items/mug", "price", 6_400);

        room.says("mug", "price", "CN¥64.00");
        room.says("mug", "list-price", "CN¥128.00");
        room.says("mug", "off", "−50%");
        room.says("mug", "cut", "Price just cut");
        room.says("phone", "cut", "");
        room.announces("Price cut: The mug is CN¥64.00 now, it was CN¥99.00.");
    }

    @Test
    void areSeenAndHeardWhenStockIsAdded() throws Exception {
        open(two());

        act("POST", "/items/phone/restock", "quantity", 500);

        room.says("phone", "added", "+500 added");
        room.says("phone", "left", "510 left");
        room.announces("500 more of The phone.");
        act("POST", "/items/phone/restock", "quantity", 20);
        room.says("phone", "added", "+520 added");
    }

    @Test
    void sayWhyTheSaleIsPausedAndThatItGoesOnAndNotThatItOpens() throws Exception {
        open(two());
        act("PATCH", "", "notice", "<i>Back</i> in five minutes & more");
        act("POST", "/pause");
        room.may("phone", "none");
        room.announces("The sale is paused.");
        phone.eventually("document.getElementById('notice-text').textContent", "<i>Back</i> in five minutes & more");
        phone.eventually("document.body.dataset.phase", "PAUSED");

        act("POST", "/resume");

        room.announces("The sale goes on.");
        room.may("phone", "buy");
        assertThat(phone.look("heard.some(text => text.includes('is open'))")).isEqualTo("false");
        act("PATCH", "", "notice", null);
        phone.eventually("document.getElementById('notice').hidden");
    }

    @Test
    void putOnTopWhatTheHostSpeaksOfAndLeaveTheFocusWhereItIs() throws Exception {
        open(two());
        phone.look("document.querySelector('[data-sku=mug] .buy').focus()");

        act("PATCH", "", "featured", "mug");

        phone.eventually("document.querySelector('.item').dataset.sku", "mug");
        room.says("mug", "featured", "Now showing");
        room.announces("Now showing: The mug.");
        assertThat(phone.look("document.activeElement.closest('.item')?.dataset.sku")).isEqualTo("mug");
        act("PATCH", "", "featured", null);
        phone.eventually("document.querySelector('.item').dataset.sku", "phone");
    }

    @Test
    void tellWhatIsSoldOutAndWhatIsBack() throws Exception {
        open(SaleDefinition.of(Item.of("phone", 1), Item.of("mug", 1)));
        String order = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1).orderId();
        room.says("phone", "label", "All in checkouts");
        room.announces("All of The phone are in checkouts.");

        Room.act(gateway.operators(), "POST", "orders/" + order + "/confirm", "paymentRef", "p");

        room.says("phone", "label", "Sold out");
        room.may("mug", "buy");
        act("POST", "/items/mug/restock", "quantity", -1);
        room.announces("The mug is sold out.");
    }

    @Test
    void showWhatWasAddedAndTakeAwayWhatIsOff() throws Exception {
        open(two());
        act("POST", "/items", "sku", "hat", "title", "A <hat>", "price", 100, "stock", 3, "limitPerBuyer", 1, "status", "ON");
        room.announces("New: A <hat>.");
        room.says("hat", "title", "A <hat>");

        act("PUT", "/items/mug", "status", "OFF");

        phone.eventually("!document.querySelector('[data-sku=mug]')");
        room.announces("The mug was taken off.");
        act("POST", "/close");
        phone.eventually("document.body.dataset.phase", "CLOSED");
        room.announces("The sale is over.");
        room.says("phone", "label", "Over");
    }

    @Test
    void countTheLastThreeSecondsAndOpenByTheClock() throws Exception {
        sale = gateway.shop().define(two().with("opensAt", Instant.now().plusSeconds(8).toString()));
        phone.before("window.counted = []; setInterval(() => { const n = document.getElementById('big-clock')?.textContent;"
                + "if (n && counted[counted.length - 1] !== n) counted.push(n); }, 20)");
        room = Room.open(phone, gateway.buyersPort(), sale);
        room.says("phone", "label", "Not open yet");

        room.may("phone", "buy");

        assertThat(phone.look("counted.join()")).isEqualTo("3,2,1");
        room.announces("The sale is open.");
        phone.eventually("document.getElementById('big-clock').hidden");
    }
}
