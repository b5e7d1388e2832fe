package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page has a finding of axe-core that is serious; each in the states that it has of its own. */
class AccessibilityTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.demo();

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    private static Tab tab;

    @BeforeAll
    static void openATab() throws Exception {
        tab = browser.tab();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/problems", "/problems/sold-out"})
    void ofPlainPagesIsWhole(String path) throws Exception {
        open(path);
        tab.eventually("document.querySelectorAll('a').length > 0", "true");
        byDayAndByNight();
    }

    @Test
    void ofTheLiveRoomIsWholeBeforeAndAfterAPress() throws Exception {
        open("/live/demo");
        tab.eventually("document.querySelector('.buy').ariaDisabled", "false");
        byDayAndByNight();
        tab.look("document.querySelector('.buy').click()");
        tab.eventually("document.querySelectorAll('#orders > *').length", "1");
        byDayAndByNight();
        open("/live/nosuch");
        tab.eventually("document.getElementById('nowhere').hidden", "false");
        byDayAndByNight();
    }

    @Test
    void ofTheCheckoutIsWholeInEachOfItsStates() throws Exception {
        open("/demo/checkout/nosuch");
        tab.eventually("document.getElementById('checkout').dataset.state", "unknown");
        byDayAndByNight();
        String buyer = Fresh.buyer();
        tab.look("localStorage.setItem('shoutgate.buyer', JSON.stringify('" + buyer + "'))");
        open("/demo/checkout/" + gateway.buyers().buy("demo", buyer, "lipstick", 1).orderId());
        tab.eventually("document.getElementById('checkout').dataset.state", "HELD");
        byDayAndByNight();
        tab.look("document.getElementById('pay').click()");
        tab.eventually("document.getElementById('checkout').dataset.state", "CONFIRMED");
        byDayAndByNight();
    }

    /** Otherwise a page that is never looked at would be as good as one that is right. */
    @Test
    void isMissedWhereItIsBroken() throws Exception {
        open("/");
        tab.eventually("document.querySelectorAll('a').length > 0", "true");
        tab.look("document.querySelector('a').append(Object.assign(document.createElement('img'), {src: '/x'}));"
                + "document.body.append(document.createElement('button'))");

        assertThat(Axe.findings(tab)).anyMatch(finding -> finding.startsWith("button-name (critical)"))
                .anyMatch(finding -> finding.startsWith("image-alt (critical)"));
    }

    private static void byDayAndByNight() throws Exception {
        for (String colours : List.of("dark", "light")) {
            tab.media("prefers-color-scheme", colours);
            Axe.check(tab);
        }
    }

    private static void open(String path) throws Exception {
        tab.open("http://127.0.0.1:" + gateway.buyersPort() + path);
        tab.eventually("location.pathname + document.readyState", path + "complete");
    }
}
