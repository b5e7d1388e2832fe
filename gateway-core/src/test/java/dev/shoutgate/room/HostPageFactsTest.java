package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Currencies;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the host's pages whatever they look like: as of the live room, in three languages. */
class HostPageFactsTest {
    private static final String PAGE = RoomFiles.text("host.html");
    private static final Map<String, String> SCRIPTS = scripts();
    private static final String ALL = String.join("\n", SCRIPTS.values());
    private static final Map<String, Set<String>> ENGLISH = words("en");

    /** All of the folder, so that none is forgotten here. */
    private static Map<String, String> scripts() {
        try {
            File page = new File(RoomFiles.class.getResource("/dev/shoutgate/room/host.html").toURI());
            return Stream.of(page.getParentFile().list()).filter(name -> name.matches("host[\\w-]*\\.js"))
                    .collect(Collectors.toMap(name -> name, RoomFiles::text));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Set<String> files() {
        Set<String> names = new TreeSet<>(SCRIPTS.keySet());
        names.addAll(List.of("host.html", "host.css", "host-board.css"));
        return names;
    }

    @Test
    void worksUnderAPolicyWithoutInlineScriptOrStyle() {
        assertThat(PAGE).doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|\"javascript:");
        assertThat(PAGE).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
        assertThat(RoomFiles.all("(?:src|href|action)=\"([^\"]*)\"", PAGE)).isNotEmpty()
                .allSatisfy(address -> assertThat(address).matches("/(?!/).*|#.+"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fetchesNothingFromElsewhereAndStaysShort(String name) {
        assertThat(RoomFiles.text(name)).doesNotContainPattern("(?i)https?://\\w|['\"]//|@import|url\\(|data:[a-z]");
        assertThat(RoomFiles.text(name).lines().count()).isLessThanOrEqualTo(400);
        assertThat(RoomFiles.text(name).lines().filter(line -> name.endsWith(".js") && line.length() > 120)).isEmpty();
    }

    @Test
    void neverTurnsDataIntoMarkup() {
        assertThat(ALL).doesNotContainPattern(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|srcdoc");
    }

    @Test
    void findsEveryElementThatItLooksFor() {
        Set<String> wanted = RoomFiles.all("(?:byId|fromTemplate)\\('([^']+)'", ALL);

        assertThat(wanted).hasSizeGreaterThan(40);
        assertThat(RoomFiles.all("\\sid=\"([^\"]+)\"", PAGE)).containsAll(wanted);
    }

    @Test
    void hasWordsForEverythingThatItSays() {
        Set<String> wanted = RoomFiles.all("\\bsay(?:Of)?\\('([^']+)'", ALL);
        wanted.addAll(RoomFiles.all("data-(?:say|hint|label)=\"([^\"]+)\"", PAGE));
        Arrays.stream(SaleStatus.values()).map(Enum::name).forEach(wanted::add);
        Arrays.stream(OrderStatus.values()).map(status -> "order " + status).forEach(wanted::add);
        Arrays.stream(Act.values()).map(act -> "did " + act.word()).forEach(wanted::add);

        assertThat(wanted).hasSizeGreaterThan(100);
        assertThat(ENGLISH.keySet()).containsAll(wanted);
    }

    @ParameterizedTest
    @MethodSource("chinese")
    void saysTheSameInEveryLanguage(String language) {
        Map<String, Set<String>> sameInBoth = new TreeMap<>(ENGLISH);
        // Chinese needs no other words for one.
        sameInBoth.keySet().removeIf(key -> key.endsWith("One") && !key.equals("voiceOrdersOne"));

        assertThat(words(language)).isEqualTo(sameInBoth);
    }

    static Stream<String> chinese() {
        return Stream.of("zh-hans", "zh-hant");
    }

    /** Every word's key with the {names} that are filled into it. */
    private static Map<String, Set<String>> words(String language) {
        Map<String, Set<String>> found = new TreeMap<>();
        String dictionary = RoomFiles.text("host-words-" + language + ".js");
        Pattern.compile("(\\w+|'[\\w -]+'): '([^']*)'").matcher(dictionary).results()
                .forEach(word -> found.put(word.group(1).replace("'", ""), RoomFiles.all("\\{(\\w+)}", word.group(2))));
        assertThat(found).hasSizeGreaterThan(150);
        found.get("checkoutHint").remove("orderId");
        return found;
    }

    @Test
    void offersEveryCurrencyOfTheGatewayWithItsDigits() {
        String page = new String(new StaticPages().host(8080, "https:").bytes(), StandardCharsets.UTF_8);

        assertThat(page).contains("data-buyers-port=\"8080\"").doesNotContain("{{");
        assertThat(Currencies.exponents()).hasSizeGreaterThan(140).allSatisfy((code, digits) ->
                assertThat(page).contains("<option value=\"" + code + "\" data-exponent=\"" + digits + "\">"));
    }
}
