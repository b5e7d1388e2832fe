package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a page asks for or leads to is there, on the port that the page came from. */
class PagesOfBothSidesTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");

    @Test
    void leadNowhereThatIsNotThere() {
        gateway.operators().define("demo", SaleDefinition.of(Item.of("phone", 1)));

        assertThat(followed(gateway.buyers().api(), "/")).contains("/live/demo", "/problems/sold-out")
                .anyMatch(path -> path.matches("/assets/live\\.[0-9a-f]{12}\\.js"));
        assertThat(followed(gateway.operators().api(), "/host"))
                .anyMatch(path -> path.matches("/assets/host\\.[0-9a-f]{12}\\.js"))
                .anyMatch(path -> path.matches("/assets/host-board\\.[0-9a-f]{12}\\.css"));
        assertThat(followed(gateway.operators().api(), "/problems"))
                .contains("/problems/sold-out").anyMatch(path -> path.matches("/assets/live\\.[0-9a-f]{12}\\.css"))
                .anyMatch(path -> path.matches("/assets/favicon\\.[0-9a-f]{12}\\.svg"));
    }

    private static Set<String> followed(ApiClient side, String from) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            String path = next.pop();
            Answer page = side.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            Matcher link = LINK.matcher(page.contentType().contains("json") ? "" : page.text());
            while (link.find()) {
                if (seen.add(link.group(1))) {
                    next.push(link.group(1));
                }
            }
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"/live/demo/, /live/demo", "/live/demo/?channel=host-42, /live/demo?channel=host-42",
        "/problems/, /problems", "/problems/sold-out/, /problems/sold-out", "/live/de%6do/, /live/de%6do"})
    void areFoundWithASlashBehindThemToo(String path, String there) {
        gateway.operators().define("demo", SaleDefinition.of(Item.of("phone", 1)));
        Answer answer = gateway.buyers().api().get(path);

        assertThat(answer.status()).as("%s", answer).isEqualTo(308);
        assertThat(answer.header("Location")).contains(there);
        assertThat(answer.body()).isEmpty();
        assertThat(gateway.buyers().api().get(there).status()).isEqualTo(200);
    }

    @Test
    void areFoundByAProxyThatNamesThemWhole() {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.send("GET http://elsewhere/live/demo/?a=/ HTTP/1.1\r\nHost: a\r\n\r\n").read();

            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).contains("/live/demo?a=/");
        }
    }

    @Test
    void areFoundOnTheOperatorsSideLikewise() {
        assertThat(gateway.operators().api().get("/problems/sold-out/").status()).isEqualTo(308);
    }
}
