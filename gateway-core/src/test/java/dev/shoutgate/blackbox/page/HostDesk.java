package dev.shoutgate.blackbox.page;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Tokens;

/** The host's desk of a gateway in tabs of a browser, as a person uses it: by its labels, fields and buttons. */
final class HostDesk implements AutoCloseable {

    private final Tab tab;
    private final GatewayUnderTest gateway;

    private HostDesk(Tab tab, GatewayUnderTest gateway) {
        this.tab = tab;
        this.gateway = gateway;
    }

    /** A desk in a browser that knows nothing yet. */
    static HostDesk strange(BrowserUnderTest browser, GatewayUnderTest gateway) throws Exception {
        return new HostDesk(browser.stranger(), gateway);
    }

    /** A desk whose tab has the platform's token already. */
    static HostDesk of(BrowserUnderTest browser, GatewayUnderTest gateway) throws Exception {
        return of(browser, gateway, Tokens.PLATFORM);
    }

    static HostDesk of(BrowserUnderTest browser, GatewayUnderTest gateway, String token) throws Exception {
        HostDesk desk = strange(browser, gateway);
        desk.tab.before("if (location.href.startsWith('http') && !sessionStorage.getItem('left'))"
                + "sessionStorage.setItem('shoutgate.token', '\"" + token + "\"')");
        return desk;
    }

    Tab tab() {
        return tab;
    }

    HostDesk open(String path) throws Exception {
        tab.open("http://127.0.0.1:" + gateway.operatorsPort() + path);
        return this;
    }

    /** The console of a sale, once its stream has brought it. */
    HostDesk openSale(String sale) throws Exception {
        return openSaleIn(sale, "console");
    }

    /** Likewise with another part of it in front: {@code board} or {@code history}. */
    HostDesk openSaleIn(String sale, String view) throws Exception {
        // A page that is open in that part already would not be loaded again: from one address it goes to another.
        tab.open("about:blank");
        open("/host/" + sale + "#" + view);
        tab.eventually("document.getElementById('link').className", "link live");
        return this;
    }

    /** Writes into a field as a person does: over what is there. */
    void write(String selector, String text) throws Exception {
        tab.eventually("document.querySelector(" + quoted(selector) + ")?.checkVisibility()");
        tab.look("(e => { e.focus(); e.select(); })(document.querySelector(" + quoted(selector) + "))");
        if (text.isEmpty()) {
            set(selector, "");
        } else {
            tab.type(text);
        }
        tab.look("document.querySelector(" + quoted(selector)
                + ").dispatchEvent(new Event('change', {bubbles: true}))");
    }

    /** Writes into a field of the form or of the dialog by what it asks. */
    void fill(String field, String text) throws Exception {
        write("[data-field=" + field + "] input", text);
    }

    /** Chooses, or sets a time, which nobody can type in the same way in every browser. */
    void set(String selector, String value) throws Exception {
        tab.look("(e => { e.value = " + quoted(value) + "; for (const name of ['input', 'change'])"
                + "e.dispatchEvent(new Event(name, {bubbles: true})); })"
                + "(document.querySelector(" + quoted(selector) + "))");
    }

    /** Presses what does an act, of the whole sale. */
    void press(String act) throws Exception {
        tab.tap("[data-act=" + act + "]");
    }

    /** Presses what does an act to an item. */
    void press(String sku, String act) throws Exception {
        tab.tap(row(sku) + " [data-act=" + act + "]");
    }

    static String row(String sku) {
        return "[data-sku=\"" + sku + "\"]";
    }

    /** What is written in a part of an item's row. */
    static String part(String sku, String part) {
        return "document.querySelector('" + row(sku) + " [data-part=" + part + "]').textContent";
    }

    static String text(String selector) {
        return "document.querySelector(" + quoted(selector) + ")?.textContent";
    }

    /** What the shop itself says of the item's field. */
    String ofItem(String sale, String sku, String field) {
        Answer answer = gateway.operators().sale(sale);
        for (var item : answer.json().path("items")) {
            if (item.path("sku").asText().equals(sku)) {
                return item.path(field).asText();
            }
        }
        throw new AssertionError("no item " + sku + " in " + answer);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void close() throws Exception {
        tab.close();
    }
}
