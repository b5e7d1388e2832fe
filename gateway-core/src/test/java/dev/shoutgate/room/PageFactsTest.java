package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the pages whatever they look like: a strict content policy, no markup from data, whole wiring. */
class PageFactsTest {

    private static final String PAGE = RoomFiles.text("live.html");
    private static final String SCRIPT = RoomFiles.text("live.js");
    private static final String WORDS = RoomFiles.text("live-words.js");
    private static final int ZH = WORDS.indexOf("\n  zh: {");
    private static final int END = WORDS.indexOf("\n};");

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

    @ParameterizedTest
    @ValueSource(strings = {"live.js", "live-words.js", "live.css"})
    void fetchesNothingFromElsewhere(String name) {
        assertThat(RoomFiles.text(name)).doesNotContainPattern("(?i)https?:|['\"]//|@import|url\\(|data:");
    }

    @Test
    void neverTurnsDataIntoMarkup() {
        assertThat(SCRIPT + WORDS).doesNotContainPattern(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setAttribute|srcdoc");
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
        wanted.remove("root");

        assertThat(RoomFiles.all("data-part=\"([^\"]+)\"", PAGE)).isEqualTo(wanted);
    }

    @Test
    void hasWordsForEverythingThatItSays() {
        Set<String> wanted = RoomFiles.all("\\bsay\\('(\\w+)'", SCRIPT + WORDS);
        wanted.addAll(RoomFiles.all("data-say=\"([^\"]+)\"", PAGE));

        assertThat(words(WORDS.substring(0, ZH)).keySet()).containsAll(wanted);
    }

    @Test
    void saysTheSameInBothLanguages() {
        assertThat(words(WORDS.substring(ZH, END))).isEqualTo(words(WORDS.substring(0, ZH)));
    }

    @Test
    void hasASentenceForEveryProblemThatABuyerCanMeet() {
        JsonNode api = RoomFiles.openApi("buyers");
        Set<String> codes = new TreeSet<>();
        OpenApiTest.operations(api).values().forEach(operation -> codes.addAll(OpenApiTest.codesOf(api, operation)));

        assertThat(codes).contains("sold-out", "overloaded");
        assertThat(RoomFiles.all("'([a-z-]+)'[:,\\]]", WORDS)).containsAll(codes);
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
