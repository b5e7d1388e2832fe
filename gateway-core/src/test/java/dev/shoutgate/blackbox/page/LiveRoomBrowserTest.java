package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.OrdersDb;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer does: opens the live room, presses Buy, and finds the order in the database. */
class LiveRoomBrowserTest {

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    private static Tab tab;

    @BeforeAll
    static void openATab() throws Exception {
        tab = browser.tab();
    }

    @Test
    void aPressOnBuyMakesAnOrderThatThePageTheStockAndTheDatabaseShow() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        tab.open("http://127.0.0.1:" + GATEWAY.buyersPort() + "/live/" + sale);
        tab.eventually("document.querySelector('.buy').ariaDisabled", "false");

        tab.look("document.querySelector('.buy').click()");

        tab.eventually("document.querySelector('#orders [data-part=status]').className", "pill held");
        Stock stock = GATEWAY.shop().stock(sale, "phone");
        assertThat(stock.held()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(new OrdersDb(GATEWAY.data()).orders(sale)).hasSize(1));
    }

    @Test
    void aPressBeyondTheLimitLeadsBackToTheOrderThatHoldsTheUnits() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10).limit(1));
        tab.open("http://127.0.0.1:" + GATEWAY.buyersPort() + "/live/" + sale);
        tab.eventually("document.querySelector('.buy').ariaDisabled", "false");
        // From elsewhere, so that the page cannot know of the order by itself.
        String buyer = tab.look("document.getElementById('buyer-shown').textContent");
        String orderId = GATEWAY.buyers().buy(sale, buyer, "phone", 1).orderId();

        tab.look("document.querySelector('.buy').click()");

        tab.eventually("document.querySelector('#orders [data-part=id]')?.textContent", orderId);
        tab.eventually("document.querySelector('#orders [data-part=status]').className", "pill held");
        tab.eventually("document.querySelector('#orders [data-part=pay]').hidden", "false");
        tab.eventually("document.querySelector('#items [data-part=note]').textContent.includes('" + orderId + "')", "true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"IDR | 1,999.00", "HUF | 1,999.00", "COP | 1,999.00", "PKR | 1,999.00",
        "CNY | 1,999.00", "IQD | 199.900", "KWD | 199.900", "JPY | 199,900", "ISK | 199,900"})
    void writesMoneyWithTheDigitsOfItsCurrencyAndNotWithThoseThatTheBrowserShows(String currency, String amount)
            throws Exception {
        String sale = GATEWAY.shop().open(SaleDefinition.of(Item.of("phone", 10).price(199_900)).with("currency", currency));
        tab.open("http://127.0.0.1:" + GATEWAY.buyersPort() + "/live/" + sale);

        tab.eventually("document.querySelector('#items [data-part=price]').textContent.replace(/[^0-9.,]/g, '')", amount);
        tab.eventually("document.querySelector('.buy').ariaDisabled", "false");
        tab.look("document.querySelector('.buy').click()");
        tab.eventually("document.querySelector('#orders [data-part=total]').textContent.replace(/[^0-9.,]/g, '')", amount);
    }

    /** As the browsers inside older apps are, which stand in {@code docs/operations.md}. */
    @Test
    void sellsInABrowserThatCannotTimeARequestByItself() throws Exception {
        Tab older = browser.stranger().before("delete AbortSignal.timeout; delete AbortSignal.any;"
                + "delete Promise.withResolvers; delete Array.prototype.at; delete String.prototype.replaceAll;"
                + "delete window.structuredClone;");
        older.open("http://127.0.0.1:" + GATEWAY.buyersPort() + "/live/" + GATEWAY.shop().open(Item.of("phone", 10)));
        older.eventually("typeof AbortSignal.timeout + document.querySelector('.buy').ariaDisabled", "undefinedfalse");

        older.look("document.querySelector('.buy').click()");

        older.eventually("document.querySelector('#orders [data-part=status]').className", "pill held");
        older.eventually("document.getElementById('trouble').hidden");
    }
}
