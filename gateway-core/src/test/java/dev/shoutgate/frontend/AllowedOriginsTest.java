package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages of other origins may call, however many shops share the gateway. */
class AllowedOriginsTest {

    private static final String SHOP = "https://shop.example.com";

    @Test
    void tellsEachOfManyItsOwnName() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "https://shop-" + i + ".example.com").toList();
        AllowedOrigins origins = new AllowedOrigins(many);

        assertThat(many).allSatisfy(origin -> {
            assertThat(said(origins, origin)).startsWith("Access-Control-Allow-Origin: " + origin + "\r\n");
            assertThat(said(origins, origin + "x")).isNull();
        });
    }

    @Test
    void saysWhatMayBeReadAndThatItDependsOnWhoAsks() {
        assertThat(said(new AllowedOrigins(List.of(SHOP)), SHOP)).isEqualTo("""
                Access-Control-Allow-Origin: https://shop.example.com
                Access-Control-Expose-Headers: Idempotent-Replayed, Location, Retry-After, RateLimit, RateLimit-Policy
                Vary: Origin
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "*", "http://shop.example.com", "https://shop.example.com:444",
        "https://SHOP.example.com", "https://shop.example.com/", "https://shop.example.co", "https://shop.example.comm",
        "https://a.shop.example.com", "https://shop.example.com https://shop.example.com"})
    void tellsNobodyElse(String origin) {
        AllowedOrigins origins = new AllowedOrigins(List.of(SHOP, "http://localhost:3000"));

        assertThat(said(origins, origin)).isNull();
        assertThat(said(AllowedOrigins.NONE, origin)).isNull();
    }

    @Test
    void believesNoneOfTwoOrigins() {
        AllowedOrigins origins = new AllowedOrigins(List.of(SHOP));

        assertThat(said(origins, SHOP, SHOP)).isNull();
        assertThat(said(origins)).isNull();
    }

    @Test
    void takesOneThatIsListedTwice() {
        assertThat(said(new AllowedOrigins(List.of(SHOP, SHOP)), SHOP)).isNotNull();
    }

    /** What both readers' fields lead to, which must be the same. */
    private static String said(AllowedOrigins allowed, String... origins) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Host", "a").add("Origin", List.of(origins));
        HeaderFields fields = new HeaderFields();
        fields.set(headers);
        byte[] lines = allowed.linesFor(fields);
        assertThat(allowed.linesFor(headers)).isSameAs(lines);
        return Stream.ofNullable(lines).map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .findFirst().orElse(null);
    }
}
