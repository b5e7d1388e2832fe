package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderFieldsTest {

    private final ByteText text = new ByteText(8);

    @Test
    void findsAFieldByItsNameInAnyCase() {
        HeaderFields fields = fields("Accept", "a", "X-BUYER-ID", "b-1", "x-buyer-idx", "other");

        assertThat(fields.get("x-buyer-id")).isEqualTo("b-1");
        assertThat(fields.has("accept")).isTrue();
        assertThat(fields.has("accepts")).isFalse();
        assertThat(fields.get("host")).isNull();
    }

    @Test
    void hasTheValuesOfAllFieldsOfANameInTheirOrder() {
        HeaderFields fields = fields("Accept", "a", "Host", "h", "ACCEPT", "", "accept", "c");

        assertThat(fields.get("accept")).isEqualTo("a");
        assertThat(fields.getAll("accept")).containsExactly("a", "", "c");
        assertThat(fields.getAll("none")).isEmpty();
    }

    @Test
    void comparesValuesAsTheyAreWritten() {
        HeaderFields fields = fields("Content-Type", "application/json", "content-type", "text/plain");

        assertThat(fields.is("content-type", "application/json")).isTrue();
        assertThat(fields("Content-Type", "Application/JSON").is("content-type", "application/json")).isFalse();
        assertThat(fields.is("content-type", "text/plain")).as("the first one counts").isFalse();
        assertThat(fields.is("host", "")).isFalse();
    }

    @Test
    void copiesTheOneValueOfAName() {
        assertThat(fields("X-Buyer-Id", "buyer-01").copyOnly("x-buyer-id", text)).isTrue();
        assertThat(text).hasToString("buyer-01");
    }

    @Test
    void copiesNothingThatIsNotPlainlyOneValue() {
        assertThat(fields("Host", "h").copyOnly("x-buyer-id", text)).isFalse();
        assertThat(fields("X-Buyer-Id", "a", "x-buyer-id", "a").copyOnly("x-buyer-id", text)).isFalse();
        assertThat(fields("X-Buyer-Id", "").copyOnly("x-buyer-id", text)).isFalse();
        assertThat(fields("X-Buyer-Id", "too-long-").copyOnly("x-buyer-id", text)).isFalse();
        assertThat(fields("X-Buyer-Id", "a b").copyOnly("x-buyer-id", text)).isFalse();
        assertThat(fields("X-Buyer-Id", "ä").copyOnly("x-buyer-id", text)).isFalse();
    }

    @Test
    void hasRoomForAsManyAsCome() {
        HeaderFields fields = new HeaderFields();
        byte[] bytes = "abcdefghijklmnopqrstuvwxyz0123456789".getBytes(StandardCharsets.US_ASCII);
        fields.clear(bytes);
        for (int i = 0; i < bytes.length; i++) {
            fields.add(i, 1, 0, i);
        }

        assertThat(fields.get("a")).isEmpty();
        assertThat(fields.get("9")).isEqualTo("abcdefghijklmnopqrstuvwxyz012345678");
        fields.clear(bytes);
        assertThat(fields.has("a")).as("nothing is left of those before").isFalse();
    }

    private static HeaderFields fields(String... namesAndValues) {
        return Requests.with(namesAndValues).headers;
    }
}
