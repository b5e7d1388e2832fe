package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages and what they load travel: packed where that is taken, kept for ever where the name says what is in it. */
class FilesOverTheWireTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static final Pattern LASTING = Pattern.compile("/assets/[\\w-]+\\.[0-9a-f]{12}\\.\\w+");

    private static ApiClient api() {
        return gateway.buyers().api();
    }

    private static Answer room() {
        return api().get("/live/" + gateway.shop().open(Item.of("phone", 1)));
    }

    @Test
    void mayBeKeptForEverUnderANameThatChangesWithWhatIsInIt() {
        List<String> names = LASTING.matcher(room().text() + api().get("/problems").text()).results()
                .map(found -> found.group()).distinct().toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(3).allSatisfy(name -> {
            Answer lasting = api().get(name);
            assertThat(lasting.status()).isEqualTo(200);
            assertThat(lasting.header("Cache-Control")).contains("public, max-age=31536000, immutable");
            Answer plain = api().get(name.replaceFirst("\\.[0-9a-f]{12}", ""));
            assertThat(plain.header("Cache-Control")).contains("no-cache");
            assertThat(plain.body()).isEqualTo(lasting.body());
        });
        assertThat(api().get("/assets/live.000000000000.js").status()).as("the file of another build").isEqualTo(404);
    }

    @Test
    void mustBeAskedForAgainWhereThePageNamesThem() {
        assertThat(room().header("Cache-Control")).contains("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live/none", "/assets/live.js", "/assets/live.css", "/problems", "/problems/sold-out"})
    void arePackedForWhoTakesThat(String path) throws IOException {
        Answer plain = api().get(path);
        Answer packed = api().get(path, "Accept-Encoding", "br;q=1.0, gzip;q=0.8");

        assertThat(packed.header("Content-Encoding")).contains("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()).isEqualTo(plain.body());
        assertThat(packed.body().length).isLessThan(plain.body().length / 2 + 100);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.header("Vary")).as("a cache must know, of either").contains("Accept-Encoding");
        assertThat(api().get(path, "Accept-Encoding", "gzip;q=0, br").header("Content-Encoding")).isEmpty();
    }

    @Test
    void areWholeInThemselvesWhereARequestWouldCostAPress() throws Exception {
        Answer page = room();
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page.text());

        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("style-src 'self' 'sha256-" + hash + "'").contains("script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("rel=\"stylesheet\"");
    }

    @Test
    void areARealPageWhereThereIsNoSuchSale() {
        Answer none = api().get("/live/none");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.contentType()).startsWith("text/html");
        assertThat(none.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        gateway.shop().define("none", SaleDefinition.of(Item.of("phone", 1)));
        assertThat(api().get("/live/none").status()).isEqualTo(200);
    }
}
