package dev.shoutgate.blackbox.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.Tokens;
import java.util.List;

/** The live room of a sale as it stands in one tab, in a buyer's words; and the host, who acts meanwhile. */
final class Room {

    /** Keeps what the live region says, since it says the next thing soon. */
    private static final String LISTEN = "window.heard = []; addEventListener('DOMContentLoaded', () => {"
            + " const region = document.getElementById('announce');" // other pages have none
            + " if (region) new MutationObserver(() => heard.push(region.textContent))"
            + ".observe(region, {childList: true, characterData: true, subtree: true}); })";

    final Tab tab;
    private final String address;

    private Room(Tab tab, String address) {
        this.tab = tab;
        this.address = address;
    }

    static Room open(Tab tab, int port, String sale) throws Exception {
        return open(tab, "http://127.0.0.1:" + port, sale);
    }

    /** {@code origin}: scheme, host and port of the buyers' side. */
    static Room open(Tab tab, String origin, String sale) throws Exception {
        Room room = new Room(tab.before(LISTEN), origin + "/live/" + sale);
        room.reload();
        return room;
    }

    void reload() throws Exception {
        tab.open(address);
    }

    /** Waits until a button does that: buy, pay, see, ask or none. */
    void may(String sku, String act) {
        tab.eventually("document.querySelector('" + item(sku) + "').dataset.act", act);
        if (!act.equals("none")) {
            tab.eventually("document.querySelector('" + item(sku) + " .buy').ariaDisabled", "false");
        }
    }

    void tapBuy(String sku) throws Exception {
        tab.tap(item(sku) + " .buy");
    }

    void tap(String sku, String part) throws Exception {
        tab.tap(part(sku, part));
    }

    /** Waits until a part of an item says that; empty: until it is not to be seen. */
    void says(String sku, String part, String text) {
        tab.eventually("(e => e.offsetParent ? e.textContent : '')(document.querySelector('" + part(sku, part) + "'))",
                text);
    }

    /** Waits until the live region has said that. */
    void announces(String text) {
        tab.eventually("heard.some(text => text.includes('" + text + "'))");
    }

    /** Waits until there are so many orders in a status. */
    void hasOrders(int count, String status) {
        tab.eventually("document.querySelectorAll('#orders [data-status=" + status + "]').length",
                Integer.toString(count));
    }

    List<String> requests(String type) {
        return tab.requests().stream().filter(sent -> sent.type().equals(type))
                .map(sent -> sent.method() + " " + sent.url().replaceFirst("http://[^/]+", "")).toList();
    }

    static String item(String sku) {
        return "[data-sku=" + sku + "]";
    }

    private static String part(String sku, String part) {
        return item(sku) + " [data-part=" + part + "]";
    }

    /** What a host does: {@code act(host, "POST", "sales/demo/items/phone/restock", "quantity", 500)}. */
    static void act(Operators host, String method, String path, Object... fields) throws Exception {
        ObjectNode body = new ObjectMapper().createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.putPOJO((String) fields[i], fields[i + 1]);
        }
        Answer answer = host.api().send(method, "/v1/" + path, fields.length == 0 ? null : body.toString(),
                "Content-Type", "application/json", "Authorization", "Bearer " + Tokens.PLATFORM,
                "Idempotency-Key", Fresh.key());
        if (answer.status() != 200 && answer.status() != 201) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
    }
}
