package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page has a finding of axe-core that is serious; each in the states that it has of its own. */
class AccessibilityTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.demo();

    private static Chromium browser;

    @BeforeAll
    static void startTheBrowser() throws Exception {
        if (Chromium.installed().isEmpty()) {
            System.out.println("skipped: the pages' accessibility; install Debian's package chromium to run it");
        }
        Assumptions.assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed");
        browser = Chromium.start(Chromium.installed().get());
    }

    @AfterAll
    static void stopTheBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/problems", "/problems/sold-out"})
    void ofPlainPagesIsWhole(String path) throws Exception {
        open(path);
        eventually("document.querySelectorAll('a').length > 0", "true");
        Axe.check(browser);
    }

    @Test
    void ofTheLiveRoomIsWholeBeforeAndAfterAPress() throws Exception {
        open("/live/demo");
        eventually("!document.querySelector('.buy').disabled", "true");
        Axe.check(browser);
        browser.look("document.querySelector('.buy').click()");
        eventually("document.querySelectorAll('#orders > *').length", "1");
        Axe.check(browser);
        open("/live/nosuch");
        eventually("document.getElementById('trouble').hidden", "false");
        Axe.check(browser);
    }

    @Test
    void ofTheCheckoutIsWholeInEachOfItsStates() throws Exception {
        open("/demo/checkout/nosuch");
        eventually("document.getElementById('checkout').dataset.state", "unknown");
        Axe.check(browser);
        String buyer = Fresh.buyer();
        browser.look("localStorage.setItem('shoutgate.buyer', JSON.stringify('" + buyer + "'))");
        open("/demo/checkout/" + gateway.buyers().buy("demo", buyer, "lipstick", 1).orderId());
        eventually("document.getElementById('checkout').dataset.state", "HELD");
        Axe.check(browser);
        browser.look("document.getElementById('pay').click()");
        eventually("document.getElementById('checkout').dataset.state", "CONFIRMED");
        Axe.check(browser);
    }

    /** Otherwise a page that is never looked at would be as good as one that is right. */
    @Test
    void isMissedWhereItIsBroken() throws Exception {
        open("/");
        eventually("document.querySelectorAll('a').length > 0", "true");
        browser.look("document.querySelector('a').append(Object.assign(document.createElement('img'), {src: '/x'}));"
                + "document.body.append(document.createElement('button'))");

        assertThat(Axe.findings(browser)).anyMatch(finding -> finding.startsWith("button-name (critical)"))
                .anyMatch(finding -> finding.startsWith("image-alt (critical)"));
    }

    private static void open(String path) throws Exception {
        browser.open("http://127.0.0.1:" + gateway.buyersPort() + path);
        eventually("location.pathname + document.readyState", path + "complete");
    }

    private static void eventually(String script, String value) {
        await(script).atMost(Duration.ofSeconds(20)).until(() -> browser.look("String(" + script + ")"), value::equals);
    }
}
