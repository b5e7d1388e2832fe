package dev.shoutgate.blackbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The console of one sale as its host has it in hand: taps what a host taps, and hears what the voice says. */
final class HostAtWork {
    /** Speech as the page knows it, with one voice, which notes what it is told to say. */
    private static final String VOICE = "window.spoken = [];"
            + "window.SpeechSynthesisUtterance = function (text) { this.text = text; };"
            + "Object.defineProperty(window, 'speechSynthesis', {value: {"
            + "getVoices: () => [{lang: 'en-US', name: 'noted', default: true, localService: true}],"
            + "speak: said => { spoken.push(said.text); setTimeout(() => said.onend && said.onend(), 10); },"
            + "cancel: () => {}, addEventListener: () => {}}});";

    private final Tab tab;

    private HostAtWork(Tab tab) {
        this.tab = tab;
    }

    /** Opens it with the token typed in, and waits for the sale. */
    static HostAtWork open(Tab tab, int operatorsPort, String sale, String token) throws Exception {
        tab.size(1280, 900).before(VOICE);
        tab.open("http://127.0.0.1:" + operatorsPort + "/host/" + sale);
        tab.eventually("document.activeElement.id", "token-field");
        tab.type(token);
        tab.key("Enter");
        tab.eventually("document.querySelectorAll('#items > [data-sku]').length > 0");
        return new HostAtWork(tab);
    }

    Tab tab() {
        return tab;
    }

    void turnTheVoiceOn() throws Exception {
        tab.tap("#voice");
        tab.eventually("document.getElementById('voice').ariaPressed", "true");
    }

    /** What was spoken, in order. */
    List<String> spoken() throws Exception {
        List<String> said = new ArrayList<>();
        for (JsonNode text : Chromium.JSON.readTree(tab.look("window.spoken"))) {
            said.add(text.asText());
        }
        return said;
    }

    void pause(String notice) throws Exception {
        tab.tap("#sale-acts [data-act=pause]");
        answer("notice", notice);
        tab.eventually("document.body.dataset.phase", "PAUSED");
    }

    void resume() throws Exception {
        tab.tap("#sale-acts [data-act=resume]");
        tab.eventually("document.body.dataset.phase", "OPEN");
    }

    void close() throws Exception {
        tab.tap("#sale-acts [data-act=close]");
        tab.tap("#ask [data-act=yes]");
        tab.eventually("document.body.dataset.phase", "CLOSED");
    }

    /** Returns when the answer is there; the price as a host types it. */
    void price(String sku, String price) throws Exception {
        tab.tap(row(sku) + " [data-act=price]");
        answer("price", price);
    }

    /** Two fingers, or one that trembles. */
    void restockTwice(String sku) throws Exception {
        tab.look("document.querySelector(" + quoted(row(sku) + " [data-act=restock-10]") + ").scrollIntoView()");
        tab.tap(row(sku) + " [data-act=restock-10]");
        tab.tap(row(sku) + " [data-act=restock-10]");
    }

    private void answer(String field, String value) throws Exception {
        String input = "#ask [data-field=" + field + "] input";
        tab.eventually("document.activeElement === document.querySelector(" + quoted(input) + ")");
        tab.look("document.activeElement.select()");
        tab.type(value);
        tab.tap("#ask [data-act=yes]");
        tab.eventually("document.getElementById('ask').open", "false");
    }

    private static String row(String sku) {
        return "#items [data-sku=" + sku + "]";
    }

    private static String quoted(String text) throws Exception {
        return Chromium.JSON.writeValueAsString(text);
    }
}
