package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader of buy bodies against the thorough one: it may take less, and never something else. */
class BuyScannerTest {

    private static final String PLAIN = """
            {"items":[{"sku":"phone","quantity":1},{"quantity":99,"sku":"a.b-c_d"}],"channel":"host-42"}""";

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

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void takesNothingThatTheOtherReaderWouldReadOtherwise(@ForAll("bodies") byte[] body) {
        ReadOrder scanned = ReadOrder.scanned(body);
        Statistics.label("taken by the scanner").collect(scanned != null)
                .coverage(checker -> checker.check(true).percentage(share -> share > 5));
        if (scanned != null) {
            assertThat(ReadOrder.read(forTheOtherReader(body))).isEqualTo(scanned);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void takesAllThatIsPlain(@ForAll("plain") String body) {
        assertThat(scan(body)).isNotNull();
    }

    /** The same JSON with an escape in it: that is never the scanner's. */
    private static byte[] forTheOtherReader(byte[] body) {
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

    @Provide
    Arbitrary<String> plain() {
        return plain(16);
    }

    private static Arbitrary<String> plain(int mostLines) {
        Arbitrary<String> sku = Arbitraries.strings().withCharRange('a', 'z').withChars(".:-_ ~!{}[],")
                .ofMinLength(0).ofMaxLength(8);
        Arbitrary<Integer> quantities = Arbitraries.integers().between(1, 99);
        Arbitrary<String> line = Combinators.combine(sku, quantities, Arbitraries.of(true, false))
                .as((text, quantity, first) -> first ? "{\"sku\":\"" + text + "#\",\"quantity\":" + quantity + "}"
                        : "{\"quantity\" : " + quantity + " ,\"sku\": \"" + text + "#\"}");
        Arbitrary<List<String>> lines = line.list().ofMinSize(1).ofMaxSize(mostLines).map(BuyScannerTest::numbered);
        Arbitrary<String> channel = sku.map(text -> "\"channel\":\"" + text + "\"").injectNull(0.5);
        return Combinators.combine(lines, channel, Arbitraries.shuffle(0, 1)).as((items, words, order) -> {
            String all = "\"items\":[" + String.join(",", items) + "]";
            return words == null ? "{" + all + "}"
                    : order.get(0) == 0 ? "{" + all + "," + words + "}" : "{" + words + " ,\n" + all + "}";
        });
    }

    /** No SKU twice: each gets its place. */
    private static List<String> numbered(List<String> lines) {
        return IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).replace("#\"", "#" + i + "\"")).toList();
    }

    /** Good bodies with bytes replaced, put in, taken out, and pieces doubled. */
    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 150);
        Arbitrary<Character> character = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '0', '1', '9', '-', '.', 'e')),
                Tuple.of(1, Arbitraries.of('\u0000', '\t', '\n', '\u007f', '\u0080', '\u00e4', '\u00ff')),
                Tuple.of(1, Arbitraries.chars().range('\u0000', '\u00ff')));
        Arbitrary<Mutation> mutation = Combinators.combine(Arbitraries.of(0, 1, 2, 3, 4), place, character)
                .as(Mutation::new);
        return Combinators.combine(plain(3), mutation.list().ofMaxSize(3)).as((body, mutations) -> {
            String mutated = body;
            for (Mutation one : mutations) {
                mutated = one.of(mutated);
            }
            return mutated.getBytes(ISO_8859_1);
        });
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
