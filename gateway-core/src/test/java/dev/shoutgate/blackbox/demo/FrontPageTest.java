package dev.shoutgate.blackbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the buyers' first page says of the sales, and to whom. */
class FrontPageTest {
    private static final String FAR = "2098-01-02T10:00:00.000Z";
    private static final Pattern SALE = Pattern.compile("href=\"/live/([^\"]+)\"");

    @RegisterExtension
    static final GatewayUnderTest here = GatewayUnderTest.small();

    @RegisterExtension
    static final GatewayUnderTest empty = GatewayUnderTest.small();

    @RegisterExtension
    static final GatewayUnderTest behindAProxy = GatewayUnderTest.small()
            .with("identity.trusted-proxies", List.of("127.0.0.1"));

    @RegisterExtension
    static final GatewayUnderTest window = GatewayUnderTest.small()
            .with("identity.trusted-proxies", List.of("127.0.0.1")).with("room.front-page", "all");

    @Test
    void listsWhatIsOpenThenWhatComesUpAndNothingThatIsOver() {
        here.shop().define("later", one().with("title", "Later").with("opensAt", "2099-01-02T10:00:00.000Z"));
        here.shop().define("by-host", one().with("title", "By the host"));
        here.shop().define("sooner", one().with("title", "Sooner").with("opensAt", FAR));
        here.shop().define("over", one().with("title", "Over"));
        here.operators().open("over");
        here.shop().close("over");
        here.shop().define("open", one().with("title", "<b>Tom & \"Jerry\"</b>").with("closesAt", FAR));
        here.operators().open("open");

        Answer page = here.buyers().api().get("/");

        assertThat(sales(page)).containsExactly("open", "sooner", "later", "by-host");
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.text()).contains("&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;").doesNotContain("<b>");
        assertThat(page.text()).contains("until 2098-01-02T10:00:00Z", "opens 2098-01-02T10:00:00Z", "shop-1",
                "opens when the host says so");
    }

    @Test
    void saysHowToMakeASaleWhereThereIsNone() {
        Answer page = empty.buyers().api().get("/");

        assertThat(sales(page)).isEmpty();
        assertThat(page.text()).contains("No sale is on", "/host");
    }

    /** Merchants share a gateway, and what one of them is going to sell is not for the others' customers. */
    @Test
    void keepsTheSalesOfShopsToThemselvesUnlessTheSettingsShowThem() {
        for (GatewayUnderTest gateway : List.of(behindAProxy, window)) {
            gateway.shop().define("secret", one().with("title", "A surprise"));
        }

        assertThat(behindAProxy.buyers().api().get("/").text()).doesNotContain("secret", "surprise", "shop-1")
                .contains("Each shop says where its sale is.");
        assertThat(sales(window.buyers().api().get("/"))).containsExactly("secret");
    }

    private static SaleDefinition one() {
        return SaleDefinition.of(Item.of("mug", 1));
    }

    private static List<String> sales(Answer page) {
        return SALE.matcher(page.text()).results().map(MatchResult::group)
                .map(link -> link.replaceAll("href=\"/live/|\"", "")).toList();
    }
}
