package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front page and the demo's checkout: strict, whole, and the same in each language. */
class DoorPagesTest {
    private static final String WORDS = RoomFiles.text("pages-words.js");
    private static final String PAGES = RoomFiles.text("index.html") + RoomFiles.text("checkout.html");
    private static final String SCRIPTS = RoomFiles.text("front.js") + RoomFiles.text("checkout.js");

    @Test
    void saysTheSameInEveryLanguage() {
        Map<String, Map<String, Set<String>>> spoken = new TreeMap<>();
        List<MatchResult> languages = Pattern.compile("\n {2}'?([A-Za-z-]+)'?: \\{(.*?)\n {2}}", Pattern.DOTALL)
                .matcher(WORDS).results().toList();
        languages.forEach(language -> spoken.put(language.group(1), words(language.group(2))));

        assertThat(spoken.keySet()).containsExactly("en", "zh-Hans", "zh-Hant");
        assertThat(spoken.get("en")).hasSizeGreaterThan(30);
        assertThat(spoken.get("zh-Hans")).isEqualTo(spoken.get("en"));
        assertThat(spoken.get("zh-Hant")).isEqualTo(spoken.get("en"));
        Set<String> asked = RoomFiles.all("\\bsay\\('(\\w+)'", SCRIPTS);
        asked.addAll(RoomFiles.all("data-say=\"(\\w+)\"", PAGES));
        asked.addAll(RoomFiles.all("showState\\('(?!paying|HELD)(\\w+)'", SCRIPTS));
        assertThat(spoken.get("en").keySet()).containsAll(asked);
    }

    @Test
    void saysWithoutItsScriptWhatItSaysInEnglish() {
        Pattern.compile("data-say=\"(\\w+)\">([^<]+)<").matcher(PAGES).results().forEach(said ->
                assertThat(WORDS.substring(0, WORDS.indexOf("'zh-Hans'")))
                        .contains(said.group(1) + ": '" + said.group(2).replaceAll("\\s+", " ")));
    }

    @Test
    void findsEveryElementThatItLooksFor() {
        Set<String> wanted = RoomFiles.all("byId\\('([^']+)'", SCRIPTS);

        assertThat(wanted).hasSizeGreaterThan(8);
        assertThat(RoomFiles.all("\\sid=\"([^\"]+)\"", PAGES)).containsAll(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "checkout.html"})
    void worksUnderAPolicyWithoutInlineScriptOrStyle(String name) {
        assertThat(RoomFiles.text(name)).doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|\"javascript:")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
    }

    @ParameterizedTest
    @CsvSource({"pages-words.js", "front.js", "checkout.js", "pages.css"})
    void neitherFetchesFromElsewhereNorTurnsDataIntoMarkup(String name) {
        assertThat(RoomFiles.text(name)).doesNotContainPattern("(?i)https?:|['\"]//|@import|url\\(|data:"
                + "|innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setAttribute");
    }

    private static Map<String, Set<String>> words(String dictionary) {
        Map<String, Set<String>> found = new TreeMap<>();
        Pattern.compile("(\\w+): '([^']*)'").matcher(dictionary).results()
                .forEach(word -> found.put(word.group(1), RoomFiles.all("\\{(\\w+)}", word.group(2))));
        return found;
    }
}
