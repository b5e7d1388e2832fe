package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the pages whatever they look like: a strict content policy, no markup from data, whole wiring. */
class PageFactsTest {

    private static final String PAGE = RoomFiles.text("live.html");
    private static final String SCRIPT = RoomFiles.LIVE_SCRIPTS.stream().filter(name -> !name.startsWith("words-"))
            .map(RoomFiles::text).collect(Collectors.joining());
    private static final String ENGLISH = RoomFiles.text("words-en.js");

    @ParameterizedTest
    @ValueSource(strings = {"live.html", "index.html", "problems/problem.html", "problems/index.html"})
    void worksUnderAPolicyWithoutInlineScriptOrStyle(String name) {
        String page = RoomFiles.text(name);

        assertThat(page).doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|\"javascript:");
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
        assertThat(RoomFiles.all("(?:src|href|action)=\"([^\"]*)\"", page))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).matches("/(?!/).*|#.+"));
    }

    @Test
    void fetchesNothingFromElsewhere() {
        // The page's own rules for addresses that the shop gives are no addresses.
        String script = SCRIPT.replace("url.protocol === 'https:' || url.protocol === 'http:'", "")
                .replace("/^https:\\/\\//.test(image)", "");

        assertThat(RoomFiles.all("(https?:|['\"]//|@import|url\\(|data:image)",
                script + ENGLISH + RoomFiles.text("live.css"))).isEmpty();
    }

    @Test
    void neverTurnsDataIntoMarkup() {
        assertThat(SCRIPT).doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\("
                + "|new Function|setAttribute\\((?!`aria-)|srcdoc");
    }

    @Test
    void findsEveryElementThatItLooksFor() {
        Set<String> wanted = RoomFiles.all("(?:byId|fromTemplate)\\('([^']+)'", SCRIPT);

        assertThat(wanted).hasSizeGreaterThan(10);
        assertThat(RoomFiles.all("\\sid=\"([^\"]+)\"", PAGE)).containsAll(wanted);
    }

    @Test
    void findsEveryPartThatItFillsInATemplate() {
        Set<String> wanted = RoomFiles.all("\\bparts\\.(\\w+)", SCRIPT);
        wanted.addAll(RoomFiles.all("\\bparts\\['([\\w-]+)']", SCRIPT));
        wanted.remove("root");

        assertThat(RoomFiles.all("data-part=\"([^\"]+)\"", PAGE)).isEqualTo(wanted);
    }

    @Test
    void hasWordsForEverythingThatItSays() {
        Set<String> wanted = RoomFiles.all("\\bsay\\('(\\w+)'", SCRIPT);
        wanted.addAll(RoomFiles.all("data-say=\"([^\"]+)\"", PAGE));

        assertThat(words(ENGLISH).keySet()).containsAll(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words-zh-hans.js", "words-zh-hant.js"})
    void saysTheSameInEveryLanguage(String name) {
        assertThat(words(RoomFiles.text(name))).isEqualTo(words(ENGLISH));
    }

    @Test
    void saysNothingThatItNeverSays() {
        // Statuses and phases are said as the shop sends them; of other words each is asked for by name.
        Set<String> unused = new TreeSet<>(words(ENGLISH.substring(0, ENGLISH.indexOf("problems: {"))).keySet());
        unused.removeAll(RoomFiles.all("'(\\w+)'", SCRIPT));
        unused.removeAll(RoomFiles.all("data-say=\"([^\"]+)\"", PAGE));

        assertThat(unused).allSatisfy(word -> assertThat(word).matches("[A-Z]+"));
    }

    @Test
    void hasASentenceForEveryProblemThatABuyerCanMeet() {
        JsonNode api = RoomFiles.openApi("buyers");
        Set<String> codes = new TreeSet<>();
        OpenApiTest.operations(api).values().forEach(operation -> codes.addAll(OpenApiTest.codesOf(api, operation)));

        assertThat(codes).contains("sold-out", "overloaded");
        assertThat(RoomFiles.all("'([a-z-]+)'[:,\\]]", ENGLISH + SCRIPT)).containsAll(codes);
    }

    /** Every word's key with the {names} that are filled into it, which each language must have alike. */
    private static Map<String, Set<String>> words(String dictionary) {
        Map<String, Set<String>> found = new TreeMap<>();
        Pattern.compile("([A-Za-z]+|'[a-z-]+'): '([^']*)'").matcher(dictionary).results()
                .forEach(word -> found.put(word.group(1), RoomFiles.all("\\{(\\w+)}", word.group(2))));
        assertThat(found).hasSizeGreaterThan(60);
        return found;
    }
}
