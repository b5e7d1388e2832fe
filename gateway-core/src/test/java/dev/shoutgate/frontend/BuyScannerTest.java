package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader of buy bodies against the thorough one: it may take less, and never something else. */
class BuyScannerTest {

    private static final String PLAIN = """
            {"items":[{"sku":"phone","quantity":1},{"quantity":99,"sku":"a.b-c_d"}],"channel":"host-42"}""";
    private static final String PLAIN_CHARACTERS = "abcdefghijklmnopqrstuvwxyz.:-_ ~!{}[],";
    private static final Odds<Character> CHARACTERS = new Odds<Character>()
            .draw(6, draws -> draws.of('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '0', '1', '9', '-', '.', 'e'))
            .draw(1, draws -> draws.of('\u0000', '\t', '\n', '\u007f', '\u0080', '\u00e4', '\u00ff'))
            .draw(1, draws -> (char) draws.evenly(0, 0xff));

    @Test
    void takesWhatBuyButtonsSend() {
        assertThat(scan(PLAIN))
                .isEqualTo(new ReadOrder(List.of("1 of phone", "99 of a.b-c_d"), "host-42", null));
    }

    @Test
    void takesWhiteSpaceBetweenAnything() {
        assertThat(scan(PLAIN.replaceAll("([{}\\[\\],:])", " \t\r\n$1\n\r\t "))).isEqualTo(scan(PLAIN)).isNotNull();
    }

    @Test
    void takesSixteenLinesAndNotSeventeen() {
        assertThat(scan(order(16)).lines()).hasSize(16);
        assertThat(scan(order(17))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "{}", "[]", "null", "{\"items\":[]}", "{\"items\":[{}]}",
        "{\"items\":[{\"sku\":\"a\"}]}", "{\"items\":[{\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":0}]}", "{\"items\":[{\"sku\":\"a\",\"quantity\":01}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":-1}]}", "{\"items\":[{\"sku\":\"a\",\"quantity\":1.0}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1e1}]}", "{\"items\":[{\"sku\":\"a\",\"quantity\":100}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":\"1\"}]}", "{\"items\":[{\"sku\":1,\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],}", "{\"items\":[{\"sku\":\"a\",\"quantity\":1},]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1,}]}", "{\"items\":[{\"sku\":\"a\",\"quantity\":1}]",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}{", "{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}\u0000",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}]}\u0000{\"items\":[]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1\u0000}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"items\":[]}",
        "{\"items\":,\"items\":[{\"sku\":\"a\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":}",
        "{\"channel\":,\"items\":[{\"sku\":\"a\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":,\"sku\":\"a\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":,\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"sku\":\"b\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1},{\"sku\":\"a\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"a\\u0062\",\"quantity\":1}]}", "{\"items\":[{\"sku\":\"a\tb\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"手机\",\"quantity\":1}]}", "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"channel\":null}",
        "{\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"note\":\"x\"}", "{items:[{sku:'a',quantity:1}]}"})
    void leavesEverythingElseToTheOtherReader(String body) {
        assertThat(scan(body)).isNull();
    }

    @Test
    void leavesAChannelThatIsTooLongToTheOtherReader() {
        String fits = PLAIN.replace("host-42", "c".repeat(256));

        assertThat(scan(fits).channel()).hasSize(256);
        assertThat(scan(fits.replace("ccc", "cccc"))).isNull();
    }

    @Test
    void readsNothingBehindTheLengthThatItWasGiven() {
        byte[] twice = (PLAIN + PLAIN).getBytes(UTF_8);

        assertThat(new BuyScanner().read(twice, PLAIN.length(), new BuyForm())).isTrue();
        for (int length = 0; length < PLAIN.length(); length++) {
            assertThat(new BuyScanner().read(twice, length, new BuyForm())).as("cut at %d", length).isFalse();
        }
    }

    @Test
    void takesNothingThatTheOtherReaderWouldReadOtherwise() {
        AtomicInteger taken = new AtomicInteger();
        forAll(4_000, draws -> {
            byte[] body = draws.one(BuyScannerTest::mutated).getBytes(ISO_8859_1);
            ReadOrder scanned = ReadOrder.scanned(body);
            if (scanned != null) {
                taken.incrementAndGet();
                assertThat(ReadOrder.read(forTheOtherReader(body))).isEqualTo(scanned);
            }
        });

        assertThat(taken).as("taken by the scanner").hasValueGreaterThan(4_000 / 20);
    }

    @Test
    void takesAllThatIsPlain() {
        forAll(300, draws -> assertThat(scan(draws.one(each -> plain(each, 16)))).isNotNull());
    }

    /** The same JSON with an escape in it: that is never the scanner's. */
    static byte[] forTheOtherReader(byte[] body) {
        byte[] escaped = new String(body, ISO_8859_1).replace("\"items\"", "\"\\u0069tems\"").getBytes(ISO_8859_1);
        assertThat(ReadOrder.scanned(escaped)).isNull();
        return escaped;
    }

    private static ReadOrder scan(String body) {
        return ReadOrder.scanned(body.getBytes(UTF_8));
    }

    private static String order(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> "{\"sku\":\"s" + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static String plain(Draws draws, int mostLines) {
        String items = "\"items\":[" + String.join(",", numbered(draws.list(1, mostLines, BuyScannerTest::line))) + "]";
        if (draws.flip()) {
            return "{" + items + "}";
        }
        String channel = "\"channel\":\"" + draws.text(0, 8, PLAIN_CHARACTERS) + "\"";
        return draws.flip() ? "{" + items + "," + channel + "}" : "{" + channel + " ,\n" + items + "}";
    }

    private static String line(Draws draws) {
        String sku = draws.text(0, 8, PLAIN_CHARACTERS);
        int quantity = draws.between(1, 99);
        return draws.flip() ? "{\"sku\":\"" + sku + "#\",\"quantity\":" + quantity + "}"
                : "{\"quantity\" : " + quantity + " ,\"sku\": \"" + sku + "#\"}";
    }

    /** No SKU twice: each gets its place. */
    private static List<String> numbered(List<String> lines) {
        return IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).replace("#\"", "#" + i + "\"")).toList();
    }

    /** Good bodies with bytes replaced, put in, taken out, and pieces doubled. */
    private static String mutated(Draws draws) {
        String body = plain(draws, 3);
        for (Mutation one : draws.list(0, 3, each ->
                new Mutation(each.evenly(0, 4), each.evenly(0, 150), each.one(CHARACTERS)))) {
            body = one.of(body);
        }
        return body;
    }

    private record Mutation(int kind, int place, char character) {

        String of(String text) {
            int at = place % (text.length() + 1);
            int behind = Math.min(text.length(), at + 1);
            return switch (kind) {
                case 0 -> text.substring(0, at) + character + text.substring(behind);
                case 1 -> text.substring(0, at) + character + text.substring(at);
                case 2 -> text.substring(0, at) + text.substring(behind);
                case 3 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 2 + place % 11));
                default -> text.substring(0, at) + String.join("", Collections.nCopies(2, text.substring(at)));
            };
        }
    }
}
