package dev.shoutgate.reply;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.shoutgate.ByteText;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.property.Odds;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** JSON made by hand, read back by Jackson. */
class JsonBytesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Odds<Character> CHARACTERS = new Odds<Character>()
            .draw(3, draws -> (char) draws.evenly(0, 0x7f))
            .draw(1, draws -> draws.of('"', '\\', '/', '\u2028', '\u2029', '主', '\ud83d', '\ude00'))
            .draw(1, draws -> (char) draws.evenly(0, 0xffff));

    private final JsonBytes json = new JsonBytes();

    @Test
    void writesEveryNumberAsJavaDoes() {
        forAll(1_000, draws -> {
            long value = draws.anyLong();
            assertThat(json.clear().number(value)).hasToString(Long.toString(value));
        });
    }

    @Test
    void writesTheNumbersAtTheEnds() {
        for (long value : new long[] {0, -1, 9, 10, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
            assertThat(json.clear().number(value)).hasToString(Long.toString(value));
        }
    }

    @Test
    void writesEveryTextSoThatItIsReadBack() {
        forAll(1_000, draws -> isReadBack(draws.text(0, 300, CHARACTERS)));
    }

    private void isReadBack(String text) throws JsonProcessingException {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(JSON.readTree(json.clear().string(text).toString()).textValue()).isEqualTo(whole);
        ByteText bytes = new ByteText(whole.getBytes(StandardCharsets.UTF_8).length);
        bytes.set(whole);
        assertThat(JSON.readTree(json.clear().string(bytes).toString()).textValue()).isEqualTo(whole);
    }

    @Test
    void escapesEveryControlCharacterQuotesAndBackslashes() throws JsonProcessingException {
        for (char c = 0; c < 0x80; c++) {
            String written = json.clear().string(String.valueOf(c)).toString();

            assertThat(JSON.readTree(written).textValue()).isEqualTo(String.valueOf(c));
            assertThat(written.length() > 3).as("U+%04X is escaped", (int) c).isEqualTo(c < ' ' || c == '"' || c == '\\');
        }
    }

    /** A title stands in every line of every order. */
    @Test
    void writesTextsOfAnyScriptWithoutGarbage() {
        String text = "Phone, 256 GB, \u4e3b\u64ad, \u00e9, \ud83d\ude00";
        json.string(text);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        long counting = threads.getCurrentThreadAllocatedBytes() - before;
        before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            json.clear().string(text);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isEqualTo(counting);
    }

    @Test
    void growsWithWhatItHolds() {
        String text = "\u0001".repeat(5_000);
        for (int i = 0; i < 3; i++) {
            json.string(text).raw("x".repeat(3_000)).number(Long.MIN_VALUE).time(0).raw(new byte[4_000]);
        }

        assertThat(json.length()).isEqualTo(3 * (5_000 * 6 + 2 + 3_000 + 20 + 26 + 4_000));
        assertThat(json.clear().length()).isZero();
        assertThat(json.raw("{}")).hasToString("{}");
    }

    @Test
    void growsAtEveryLengthOfItsMemory() {
        for (int before = 980; before < 1_030; before++) {
            String padding = "p".repeat(before);
            assertThat(new JsonBytes().raw(padding).number(Long.MIN_VALUE)).hasToString(padding + Long.MIN_VALUE);
            assertThat(new JsonBytes().raw(padding).string("\u0001\"")).hasToString(padding + "\"\\u0001\\\"\"");
            assertThat(new JsonBytes().raw(padding).time(0)).hasToString(padding + "\"1970-01-01T00:00:00.000Z\"");
            assertThat(new JsonBytes().raw(padding).bool(false)).hasToString(padding + "false");
        }
    }

    @Test
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
}
