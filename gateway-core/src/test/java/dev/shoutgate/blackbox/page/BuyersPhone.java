package dev.shoutgate.blackbox.page;

import com.fasterxml.jackson.databind.JsonNode;

/** The live room on one phone: taps what a buyer taps, and reads what a buyer reads. */
final class BuyersPhone {
    /** Notes each number of the big countdown, and when each price of an item was first to be seen. */
    private static final String NOTES = "window.seen = {big: [], prices: {}, longestRest: 0};"
            + "(last => setInterval(() => { const now = performance.now();"
            + "  seen.longestRest = Math.max(seen.longestRest, now - last); last = now; }, 50))(performance.now());"
            + "new MutationObserver(() => {"
            + "  const big = document.getElementById('big-clock');"
            + "  const number = big && !big.hidden ? big.textContent.trim() : '';"
            + "  if (number && seen.big[seen.big.length - 1] !== number) seen.big.push(number);"
            + "  for (const item of document.querySelectorAll('#items [data-sku]')) {"
            + "    const price = item.querySelector('[data-part=price]');"
            + "    if (price) seen.prices[item.dataset.sku + ' ' + price.textContent.replace(/[^0-9.,]/g, '')] ??= Date.now();"
            + "  }"
            + "}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});";

    private final Tab tab;

    private BuyersPhone(Tab tab) {
        this.tab = tab;
    }

    static BuyersPhone open(Tab tab, int buyersPort, String sale) throws Exception {
        tab.before(NOTES);
        tab.open("http://127.0.0.1:" + buyersPort + "/live/" + sale);
        tab.eventually("document.querySelectorAll('#items > [data-sku]').length > 0");
        return new BuyersPhone(tab);
    }

    /** Types another address of the same shop. */
    void goTo(String path) throws Exception {
        tab.open(tab.look("location.origin") + path);
        tab.eventually("location.pathname", path);
    }

    Tab tab() {
        return tab;
    }

    String buyer() throws Exception {
        return tab.look("JSON.parse(localStorage.getItem('shoutgate.buyer'))");
    }

    void awaitPhase(String phase) {
        tab.eventually("document.body.dataset.phase", phase);
    }

    /** The numbers that stood there big before the opening. */
    String countedDown() throws Exception {
        return tab.look("seen.big.join(' ')");
    }

    /** Whether the machine let the page rest so long that a second went by between two looks at the clock. */
    boolean sleptThroughASecond() throws Exception {
        return Double.parseDouble(tab.look("seen.longestRest")) > 600;
    }

    /** When a price was first on the screen, by the clock of this machine in milliseconds; waits for it. */
    long sawPrice(String sku, String price) throws Exception {
        String when = "seen.prices['" + sku + " " + price + "']";
        tab.eventually(when);
        return Long.parseLong(tab.look(when));
    }

    /** Waits until the button of an item does that: buy, pay, see or none. */
    void awaitAct(String sku, String act) {
        tab.eventually("(i => i?.dataset.act + i?.querySelector('.buy').getAttribute('aria-disabled'))"
                + "(document.querySelector('" + item(sku) + "'))", act + (act.equals("none") ? "true" : "false"));
    }

    void tapBuy(String sku) throws Exception {
        tab.tap(item(sku) + " .buy");
    }

    /** As a thumb does that is not sure of the first: twice within a fifth of a second. */
    void doubleTapBuy(String sku) throws Exception {
        tapBuy(sku);
        tapBuy(sku);
    }

    /** Waits until an order of this phone has a status, and returns its id. */
    String awaitOrder(String status) throws Exception {
        String order = "document.querySelector('#orders [data-status=" + status + "]')";
        tab.eventually(order + " !== null");
        return tab.look(order + ".dataset.order");
    }

    void awaitStatus(String order, String status) {
        tab.eventually("document.querySelector('#orders [data-order=\"" + order + "\"]')?.dataset.status", status);
    }

    void awaitText(String selector, String part) throws Exception {
        tab.eventually("document.querySelector(" + Chromium.JSON.writeValueAsString(selector) + ").innerText.includes("
                + Chromium.JSON.writeValueAsString(part) + ")");
    }

    JsonNode orders() throws Exception {
        return Chromium.JSON.readTree(tab.look("[...document.querySelectorAll('#orders [data-order]')]"
                + ".map(order => [order.dataset.order, order.dataset.status])"));
    }

    private static String item(String sku) {
        return "#items [data-sku=" + sku + "]";
    }
}
