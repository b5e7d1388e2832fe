package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page runs in the browsers that {@code docs/operations.md} names, those inside apps too, which are years old: its
 * scripts are written in the ECMAScript of 2020 and call nothing that came later.
 */
class BrowsersTest {

    private static final Map<String, String> SCRIPTS = Stream.concat(RoomFiles.LIVE_SCRIPTS.stream(),
            Stream.of("pages-words.js", "front.js", "checkout.js", "pass-worker.js")).collect(Collectors.toMap(name -> name, RoomFiles::text));

    /** The first versions that can run ES2020 (MDN's browser-compat-data 8.1.9: optional chaining). */
    private static final double CHROME = 80;
    private static final double SAFARI = 13.4;
    private static final double FIREFOX = 74;

    /** What they all had by 2016. */
    private static final String OLD = "Array Boolean Date DateTimeFormat Error EventSource Infinity Int32Array Intl JSON Map Math Number NumberFormat "
            + "Promise Set String URL Uint8Array Worker abs activeElement add addEventListener assign atob catch cbrt ceil charCodeAt children "
            + "classList className clearTimeout cloneNode close clz32 contains content crypto dataset dateTime delete "
            + "document documentElement encodeURIComponent fill filter find firstElementChild floor focus forEach format "
            + "getComputedStyle getElementById getItem getRandomValues has hash hidden history href indexOf insertBefore join "
            + "json keys language length localStorage location map max min navigator nextElementSibling "
            + "offsetHeight onerror onmessage paddingBottom parentNode parse pathname performance persisted placeholder position "
            + "postMessage preventDefault protocol push querySelector querySelectorAll race random reduce reload "
            + "remove removeItem replace replaceState reverse round scrollIntoView search setAttribute setInterval setItem "
            + "setTimeout size slice some sort split sqrt src stringify terminate test textContent then title toLowerCase toString "
            + "toggle trim undefined values window";

    /** What came later: in which Chrome, Safari for iOS and Firefox (MDN's browser-compat-data 8.1.9). */
    private static final Map<String, double[]> NEWER = Map.ofEntries(since("AbortController", 66, 12.2, 57),
            since("abort", 66, 12.2, 57), since("URLSearchParams", 49, 10.3, 29), since("append", 54, 10, 49),
            since("fetch", 42, 10.3, 39), since("finally", 63, 11.3, 58), since("from", 45, 9, 32), since("includes", 47, 9, 43),
            since("inlineSize", 57, 12.2, 41), since("languages", 37, 11.3, 32), since("padStart", 57, 10, 48),
            since("text", 42, 10.3, 39));

    /** Members that are only written: a browser without them keeps a value that nobody reads. */
    private static final Set<String> HARMLESS = Set.of("ariaBusy", "scrollPaddingBottom");

    /** What the page does without where a browser has it not, and the words by which it asks. */
    private static final Map<String, String> DETECTED = Map.of(
            "locks", "if (navigator.locks && window.BroadcastChannel && window.EventSource)",
            "BroadcastChannel", "if (navigator.locks && window.BroadcastChannel && window.EventSource)",
            "request", "if (navigator.locks && window.BroadcastChannel && window.EventSource)",
            "vibrate", "if (navigator.vibrate)");

    private static Map.Entry<String, double[]> since(String name, double chrome, double safari, double firefox) {
        return Map.entry(name, new double[] {chrome, safari, firefox});
    }

    @Test
    void canReadEveryWordOfTheScripts() {
        assertThat(new BrowserCalls(LanguageMode.ECMASCRIPT_2020, SCRIPTS).unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"let a = null; a ??= 3;", "class A { #x = 1; }", "let a = 1_000;", "let a = b?.c[; "})
    void couldNotReadWhatCameLater(String script) {
        assertThat(new BrowserCalls(LanguageMode.ECMASCRIPT_2020, Map.of("a.js", script)).unreadable()).isNotEmpty();
    }

    @Test
    void haveEverythingThatTheScriptsCall() {
        Set<String> called = new BrowserCalls(LanguageMode.ECMASCRIPT_2020, SCRIPTS).ofTheBrowser(ofTheShop());
        Set<String> known = new TreeSet<>(List.of(OLD.split(" ")));
        known.addAll(NEWER.keySet());
        known.addAll(HARMLESS);
        known.addAll(DETECTED.keySet());
        assertThat(DETECTED.values()).allSatisfy(asked -> assertThat(String.join("", SCRIPTS.values())).contains(asked));

        assertThat(called).as("look up what is new here: it must have come before the browsers of docs/operations.md")
                .containsExactlyInAnyOrderElementsOf(known);
        assertThat(NEWER).allSatisfy((name, since) -> {
            assertThat(since[0]).as("Chrome").isLessThanOrEqualTo(CHROME);
            assertThat(since[1]).as("Safari").isLessThanOrEqualTo(SAFARI);
            assertThat(since[2]).as("Firefox").isLessThanOrEqualTo(FIREFOX);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "fetch('a', { signal: AbortSignal.timeout(5) }) | timeout", "structuredClone(1) | structuredClone",
        "const x = { at: 1 }; x.items.at(-1) | at", "'a'.replaceAll('a', 'b') | replaceAll", "b.c?.toSorted() | toSorted"})
    void wouldBeAskedForByACallThatIsNew(String script, String name) {
        assertThat(new BrowserCalls(LanguageMode.ECMASCRIPT_2020, Map.of("a.js", script))
                .ofTheBrowser(ofTheShop())).contains(name);
    }

    @Test
    void areThoseThatTheDocumentationNames() throws IOException {
        assertThat(Files.readString(Path.of("../docs/operations.md"))).contains("Chrome and Android's WebView from 80")
                .contains("Safari from 13.4").contains("Firefox from 74");
    }

    /** Members of answers, and parts of the page: the shop's own names. */
    private static Set<String> ofTheShop() {
        Set<String> names = RoomFiles.all("data-part=\"([^\"]+)\"", RoomFiles.text("live.html"));
        RoomFiles.json("openapi.json").findValues("properties").forEach(
                properties -> properties.fieldNames().forEachRemaining(names::add));
        names.removeAll(List.of(OLD.split(" ")));
        return names;
    }
}
