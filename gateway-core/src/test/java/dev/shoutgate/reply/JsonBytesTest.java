package dev.shoutgate.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.ByteText;
import dev.shoutgate.SaleDefinition;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** JSON made by hand, read back by Jackson. */
class JsonBytesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonBytes json = new JsonBytes();

    @Property(tries = 1_000)
    void writesEveryNumberAsJavaDoes(@ForAll long value) {
        assertThat(json.clear().number(value)).hasToString(Long.toString(value));
    }

    @Example
    void writesTheNumbersAtTheEnds() {
        for (long value : new long[] {0, -1, 9, 10, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
            assertThat(json.clear().number(value)).hasToString(Long.toString(value));
        }
    }

    @Property(tries = 1_000)
    void writesEveryTextSoThatItIsReadBack(@ForAll @From("texts") String text) throws JsonProcessingException {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(JSON.readTree(json.clear().string(text).toString()).textValue()).isEqualTo(whole);
        ByteText bytes = new ByteText(whole.getBytes(StandardCharsets.UTF_8).length);
        bytes.set(whole);
        assertThat(JSON.readTree(json.clear().string(bytes).toString()).textValue()).isEqualTo(whole);
    }

    @Example
    void escapesEveryControlCharacterQuotesAndBackslashes() throws JsonProcessingException {
        for (char c = 0; c < 0x80; c++) {
            String written = json.clear().string(String.valueOf(c)).toString();

            assertThat(JSON.readTree(written).textValue()).isEqualTo(String.valueOf(c));
            assertThat(written.length() > 3).as("U+%04X is escaped", (int) c).isEqualTo(c < ' ' || c == '"' || c == '\\');
        }
    }

    @Example
    void growsWithWhatItHolds() {
        String text = "\u0001".repeat(5_000);
        for (int i = 0; i < 3; i++) {
            json.string(text).raw("x".repeat(3_000)).number(Long.MIN_VALUE).time(0).raw(new byte[4_000]);
        }

        assertThat(json.length()).isEqualTo(3 * (5_000 * 6 + 2 + 3_000 + 20 + 26 + 4_000));
        assertThat(json.clear().length()).isZero();
        assertThat(json.raw("{}")).hasToString("{}");
    }

    @Example
    void growsAtEveryLengthOfItsMemory() {
        for (int before = 980; before < 1_030; before++) {
            String padding = "p".repeat(before);
            assertThat(new JsonBytes().raw(padding).number(Long.MIN_VALUE)).hasToString(padding + Long.MIN_VALUE);
            assertThat(new JsonBytes().raw(padding).string("\u0001\"")).hasToString(padding + "\"\\u0001\\\"\"");
            assertThat(new JsonBytes().raw(padding).time(0)).hasToString(padding + "\"1970-01-01T00:00:00.000Z\"");
            assertThat(new JsonBytes().raw(padding).bool(false)).hasToString(padding + "false");
        }
    }

    @Example
    void writesPartsOfBytesAndTimesThatAreNot() throws JsonProcessingException {
        byte[] text = "[true,false]".getBytes(StandardCharsets.US_ASCII);
        json.raw("{\"a\":").raw(text, 6, 5).raw(",\"b\":").bool(true).raw(",\"c\":").timeOrNull(SaleDefinition.NEVER)
                .raw(",\"d\":").timeOrNull(-1).raw("}");
        JsonNode read = JSON.readTree(json.toString());

        assertThat(read.get("a").isBoolean() && !read.get("a").booleanValue()).isTrue();
        assertThat(read.get("b").booleanValue()).isTrue();
        assertThat(read.get("c").isNull()).isTrue();
        assertThat(read.get("d").textValue()).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> characters = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.chars().range('\u0000', '\u007f')),
                Tuple.of(1, Arbitraries.of('"', '\\', '/', '\u2028', '\u2029', '主', '\ud83d', '\ude00')),
                Tuple.of(1, Arbitraries.chars()));
        return characters.list().ofMaxSize(300).map(list -> {
            StringBuilder text = new StringBuilder();
            list.forEach(text::append);
            return text.toString();
        });
    }
}
