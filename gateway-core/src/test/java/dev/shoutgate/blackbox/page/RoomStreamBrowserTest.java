package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page hears of its sale: at once, by one stream for all tabs of a browser, or by asking where it must. */
class RoomStreamBrowserTest extends PhoneTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    static final GatewayUnderTest full = GatewayUnderTest.small().with("room.max-watchers", 1);

    @Test
    void reachesTheFirstBuyWithThreeRequestsAndLittleOverTheWire() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(phone, sale);
        room.may("phone", "buy");

        List<String> before = phone.requests().stream().map(sent -> sent.url().replaceFirst("http://[^/]+", ""))
                .toList();
        assertThat(before.subList(0, 3)).satisfiesExactly(page -> assertThat(page).isEqualTo("/live/" + sale),
                script -> assertThat(script).matches("/assets/live\\.[0-9a-f]{12}\\.js"),
                events -> assertThat(events).isEqualTo("/v1/sales/" + sale + "/events"));
        // What follows needs the sale, which only the third brings: its orders, the exact time.
        assertThat(before.subList(3, before.size())).allMatch(path -> path.matches("/v1/time|/v1/sales/[^/]+/orders"));
        assertThat(phone.bytes()).isLessThan(40 * 1024);
    }

    @Test
    void asksForNothingWhileEventsFlow() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 100));
        Room room = open(phone, sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");
        phone.eventually("performance.getEntriesByName(location.origin + '/v1/time').length", "3");
        phone.forget();

        for (int left = 98; left > 90; left--) {
            gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
            room.says("phone", "left", left + " left");
        }

        assertThat(phone.requests()).isEmpty();
    }

    @Test
    void servesEightTabsByOneStreamAndSellsInTheLast() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 100));
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Room room = open(browser.tab(), sale);
            rooms.add(room);
            room.may("phone", "buy");
        }
        Room last = rooms.get(7);

        last.tapBuy("phone");

        last.hasOrders(1, "HELD");
        for (Room room : rooms) {
            room.says("phone", "left", "99 left");
        }
        assertThat(rooms.stream().flatMap(room -> room.requests("EventSource").stream())).hasSize(1);
        Room first = rooms.stream().filter(room -> !room.requests("EventSource").isEmpty()).findFirst().orElseThrow();

        first.tab.close();
        rooms.remove(first);

        await().until(() -> rooms.stream().flatMap(room -> room.requests("EventSource").stream()).count() == 1);
        gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        for (Room room : rooms) {
            room.says("phone", "left", "98 left");
            room.tab.close();
        }
    }

    @Test
    void leavesConnectionsForPressesWhereTabsShowManySales() throws Exception {
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rooms.add(open(browser.tab(), gateway.shop().open(Item.of("phone", 100))));
        }
        for (Room room : rooms) {
            room.may("phone", "buy");
        }
        Room last = rooms.get(7);

        last.tapBuy("phone");

        last.hasOrders(1, "HELD");
        for (Room room : rooms) {
            room.tab.close();
        }
    }

    @Test
    void takesOverFromATabThatIsFrozen() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 100));
        Room frozen = open(browser.tab(), sale);
        frozen.may("phone", "buy");
        Room other = open(browser.tab(), sale);
        other.may("phone", "buy");
        assertThat(other.requests("EventSource")).isEmpty();

        // Stops at the next line that it runs. DevTools' own "frozen" stops neither streams nor messages.
        frozen.tab.call("Debugger.enable", Chromium.parameters());
        frozen.tab.call("Debugger.pause", Chromium.parameters());

        gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        other.says("phone", "left", "99 left");
        frozen.tab.close();
        other.tab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object.defineProperty(Navigator.prototype, 'locks', {get: () => undefined})",
        "delete window.BroadcastChannel", "delete window.EventSource"})
    void asksAgainAndAgainWhereABrowserLacksWhatItTakes(String lack) throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 100));
        phone.before(lack);
        Room room = open(phone, sale);
        room.may("phone", "buy");

        gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);

        room.says("phone", "left", "99 left");
        assertThat(room.requests("EventSource")).isEmpty();
        assertThat(room.requests("Fetch")).contains("GET /v1/sales/" + sale);
    }

    @Test
    void goesOnByAskingWhereTheRoomIsFull() throws Exception {
        String sale = full.shop().open(Item.of("phone", 100));
        Room inside = Room.open(browser.stranger(), full.buyersPort(), sale);
        inside.may("phone", "buy");
        Room outside = Room.open(phone, full.buyersPort(), sale);
        outside.may("phone", "buy");

        full.buyers().buy(sale, Fresh.buyer(), "phone", 1);

        outside.says("phone", "left", "99 left");
        phone.eventually("document.body.dataset.phase", "OPEN");
        inside.tab.close();
        await().atMost(Duration.ofSeconds(60)).until(() -> outside.requests("EventSource").size() > 1);
    }

    private static Room open(Tab tab, String sale) throws Exception {
        return Room.open(tab, gateway.buyersPort(), sale);
    }
}
