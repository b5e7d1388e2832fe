package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real browser at the page of a shop's own site, which calls the gateway at another origin. */
class OtherOriginBrowserTest {

    private static final HttpServer SHOP = site();
    private static final HttpServer STRANGER = site();

    @RegisterExtension
    static final GatewayUnderTest gateway =
            GatewayUnderTest.small().with("buyers.cors-origins", List.of(origin(SHOP)));

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    @AfterAll
    static void stop() {
        SHOP.stop(0);
        STRANGER.stop(0);
    }

    @Test
    void buysFromTheShopsOwnPageAndReadsWhatItGot() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 1));
        Tab tab = browser.tab();
        tab.open(origin(SHOP) + "/");
        tab.eventually("document.title", "shop");

        assertThat(tab.look(buy(sale))).startsWith("201 /v1/orders/");
        assertThat(tab.look(buy(sale))).startsWith("409 ");
        assertThat(tab.look("new Promise(done => { const s = new EventSource('" + buyers(sale) + "/events');"
                + "s.addEventListener('sale', e => { s.close(); done(JSON.parse(e.data).saleId); }) })")).isEqualTo(sale);
        assertThat(tab.look("fetch('" + buyers(sale) + "', {credentials: 'include'}).catch(() => 'kept from it')"))
                .as("credentials never").isEqualTo("kept from it");
    }

    @Test
    void keepsAPageThatIsNotListedFromReadingAndFromBuying() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 1));
        Tab tab = browser.tab();
        tab.open(origin(STRANGER) + "/");
        tab.eventually("document.title", "shop");

        assertThat(tab.look(buy(sale))).isEqualTo("kept from it");
        assertThat(tab.look("fetch('" + buyers(sale) + "').catch(() => 'kept from it')")).isEqualTo("kept from it");
        assertThat(gateway.shop().stock(sale, "phone").available()).isEqualTo(1);
    }

    private static String buy(String sale) {
        return "fetch('" + buyers(sale) + "/orders', {method: 'POST', headers: {'Content-Type': 'application/json',"
                + "'Idempotency-Key': '" + Fresh.key() + "', 'X-Buyer-Id': '" + Fresh.buyer() + "'},"
                + "body: JSON.stringify({items: [{sku: 'phone', quantity: 1}]})})"
                + ".then(answer => answer.status + ' ' + answer.headers.get('Location'), () => 'kept from it')";
    }

    private static String buyers(String sale) {
        return "http://127.0.0.1:" + gateway.buyersPort() + "/v1/sales/" + sale;
    }

    private static String origin(HttpServer site) {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static HttpServer site() {
        try {
            HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] page = "<!doctype html><title>shop</title>".getBytes(StandardCharsets.US_ASCII);
            site.createContext("/", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            site.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
