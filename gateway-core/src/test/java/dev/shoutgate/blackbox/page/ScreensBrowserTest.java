package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live room on every screen, in every language, with much in it and with nothing. */
class ScreensBrowserTest extends PhoneTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @CsvSource({"390, 844", "320, 568", "844, 390", "1440, 900"})
    void fitTheScreenAndLeaveWhatHasTheFocusInSight(int width, int height) throws Exception {
        Room room = open(gateway.shop().open(many(6)), width, height);
        room.may("sku-1", "buy");
        room.tapBuy("sku-1");
        room.hasOrders(1, "HELD");

        assertThat(phone.look("document.documentElement.scrollWidth")).isEqualTo(Integer.toString(width));
        for (int i = 0; i < 30; i++) {
            phone.key("Tab");
            phone.eventually("(e => { const r = e.getBoundingClientRect(); return e === document.body"
                    + " || e.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)); })"
                    + "(document.activeElement)");
        }
    }

    @Test
    void growWithLargerLetters() throws Exception {
        Room room = open(gateway.shop().open(many(2)), 390, 844);
        room.may("sku-1", "buy");
        String size = "parseFloat(getComputedStyle(document.querySelector('.buy')).fontSize)";
        double normal = Double.parseDouble(phone.look(size));

        phone.look("document.documentElement.style.fontSize = '200%'");

        assertThat(Double.parseDouble(phone.look(size))).isEqualTo(2 * normal);
        assertThat(phone.look("document.documentElement.scrollWidth")).isEqualTo("390");
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en, Buy, Live", "zh-CN, zh-Hans, 抢, 直播中", "zh-TW, zh-Hant, 搶購, 直播中",
        "zh-HK, zh-Hant, 搶購, 直播中", "fr-FR, en, Buy, Live", "'fr-FR,zh-CN', zh-Hans, 抢, 直播中"})
    void speakTheLanguageOfWhoLooks(String tag, String lang, String buy, String phase) throws Exception {
        phone.language(tag);
        Room room = open(gateway.shop().open(many(1)), 390, 844);

        room.says("sku-0", "label", buy);
        phone.eventually("document.getElementById('phase').textContent", phase);
        assertThat(phone.look("document.documentElement.lang")).isEqualTo(lang);
    }

    @Test
    void findOneItemOfFiveHundred() throws Exception {
        Room room = open(gateway.shop().open(many(500)), 390, 844);
        room.may("sku-499", "buy");

        phone.tap("#find");
        phone.type("number 321");
        phone.eventually("[...document.querySelectorAll('.item')].filter(item => item.offsetParent).length", "1");
        room.tapBuy("sku-321");

        room.hasOrders(1, "HELD");
        room.may("sku-321", "see");
        phone.look("document.getElementById('find').select()");
        phone.tap("#find");
        phone.type(" none such");
        phone.eventually("document.getElementById('found').textContent.startsWith('Nothing here is called')");
    }

    @Test
    void showTextsOfTheShopAsTextsHoweverLong() throws Exception {
        String wide = "宽".repeat(100);
        String html = "<img src=x onerror=alert(1)><b>&amp;";
        SaleDefinition definition = SaleDefinition.of(Item.of("phone", 1), Item.of("wide", 1)).with("title", html)
                .withInItem(0, "title", html).withInItem(1, "title", wide);
        Room room = open(gateway.shop().open(definition), 320, 568);

        room.says("phone", "title", html);
        room.says("wide", "title", wide);
        phone.eventually("document.getElementById('title').textContent", html);
        assertThat(phone.look("document.querySelectorAll('b, #title *').length")).isEqualTo("0");
        assertThat(phone.look("document.documentElement.scrollWidth")).isEqualTo("320");
    }

    @Test
    void leadOnwardFromASaleThatIsNotThereUntilItIs() throws Exception {
        String sale = Fresh.sale();
        Room room = open(sale, 390, 844);
        phone.eventually("document.querySelector('#nowhere').offsetParent && document.title",
                "There is no sale at this address · Shoutgate");
        assertThat(phone.look("document.querySelector('#nowhere a').pathname")).isEqualTo("/");
        assertThat(phone.look("document.querySelector('#room').offsetParent")).isEqualTo("null");

        gateway.shop().define(sale, many(1));

        room.says("sku-0", "label", "Not open yet");
    }

    @Test
    void showWhereThingsWillBeOnASlowLine() throws Exception {
        phone.line(400, 50 * 1024);
        Room room = open(gateway.shop().open(many(2)), 390, 844);

        phone.eventually("[...document.querySelectorAll('.ghost')].every(ghost => ghost.offsetHeight > 150)"
                + " && document.querySelector('.ghost') && getComputedStyle(document.body).margin", "0px");
        room.may("sku-0", "buy");
        assertThat(phone.look("document.querySelectorAll('.ghost').length")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void drawTheEdgesOfButtonsSoThatTheyAreSeen(String colours) throws Exception {
        phone.media("prefers-color-scheme", colours);
        Room room = open(gateway.shop().open(SaleDefinition.of(Item.of("phone", 9).limit(1), Item.of("mug", 0))), 390, 844);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");
        phone.tap("#orders-toggle");

        for (String button : List.of(".cancel", "[data-sku=mug] .buy")) {
            String contrast = "(e => { const of = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(n => n / 255)"
                    + ".map(n => n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);"
                    + "return 0.2126 * r + 0.7152 * g + 0.0722 * b; };"
                    + "const edge = of(getComputedStyle(e).borderTopColor),"
                    + "ground = of(getComputedStyle(e.closest('.item, .mine')).backgroundColor);"
                    + "return (Math.max(edge, ground) + 0.05) / (Math.min(edge, ground) + 0.05); })"
                    + "(document.querySelector('" + button + "'))";
            assertThat(Double.parseDouble(phone.look(contrast))).as(button).isGreaterThanOrEqualTo(3);
        }
    }

    private static SaleDefinition many(int count) {
        SaleDefinition definition = SaleDefinition.of(IntStream.range(0, count)
                .mapToObj(i -> Item.of("sku-" + i, 10)).toArray(Item[]::new));
        for (int i = 0; i < count; i++) {
            definition.withInItem(i, "title", "Thing number " + i);
        }
        return definition;
    }

    private Room open(String sale, int width, int height) throws Exception {
        return Room.open(phone.size(width, height), gateway.buyersPort(), sale);
    }
}
