package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final String HEADER = "idempotency-key";

    private final ByteText key = new ByteText(Limits.KEY_BYTES);
    private final Outcome outcome = new Outcome(ignored -> { });

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "k-1|k-1",
        "\"k-1\"|k-1",
        "!~|!~",
        "\"a\\\"b\"|a\"b",
        "\"a\\\\b\"|a\\b",
        "a\\b|a\\b",
        "a\"b|a\"b",
        "k;v=1|k;v=1",
        "\"k\";v=1|k",
        "\"k\" ; v|k",
        "\"k\";a=-1.5;b=tok/en;c=\"x\\\"\";d=?0;e=:aGk=:;f=@-7;g=%\"f%c3%bc\";*h|k",
        "\"k\" |k",
        "a\"|a\""})
    void isTheSameWithAndWithoutTheQuotesOfTheDraft(String value, String read) {
        assertThat(IdempotencyKey.read(Requests.with(HEADER, value), key, outcome)).isTrue();
        assertThat(key).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "\"a\\\"", "\"a\\", "\"a\\b\"", "\"a\"b", "\"a\"b\"", "\"a\", \"b\"", "\"a\";", "\"a\";V=1",
        "\"a\";v=", "\"a\";v=ü", "\"a\";v=\"", "\"a\" b", "\"a\";v=1 2", "\"a\"=1", "\"a\";v=1.", "\"a\";v=?2"})
    void isRefusedWhereItIsABrokenString(String value) {
        assertThat(refusalOf(Requests.with(HEADER, value))).isEqualTo(Problem.MALFORMED_REQUEST);
        assertThat(outcome.detail).contains("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"\";v=1"})
    void isMissingWhereItIsEmpty(String value) {
        assertThat(refusalOf(Requests.with(HEADER, value))).isEqualTo(Problem.IDEMPOTENCY_KEY_MISSING);
    }

    @Test
    void isMissingWhereThereIsNone() {
        assertThat(refusalOf(Requests.with())).isEqualTo(Problem.IDEMPOTENCY_KEY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", " ", "a\tb", "a\u007fb", "käse", "钥匙", "\"a b\"", "\"\u0000\""})
    void isVisibleAscii(String value) {
        assertThat(refusalOf(Requests.with(HEADER, value))).isEqualTo(Problem.MALFORMED_REQUEST);
        assertThat(outcome.detail).contains("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"%s\""})
    void has64CharactersAtMostQuotesNotCounted(String form) {
        assertThat(IdempotencyKey.read(Requests.with(HEADER, form.formatted("k".repeat(64))), key, outcome)).isTrue();
        assertThat(key.length()).isEqualTo(64);
        assertThat(refusalOf(Requests.with(HEADER, form.formatted("k".repeat(65))))).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void countsAnEscapedCharacterOnce() {
        String value = "\"" + "\\\"".repeat(64) + "\"";

        assertThat(IdempotencyKey.read(Requests.with(HEADER, value), key, outcome)).isTrue();
        assertThat(key).hasToString("\"".repeat(64));
    }

    @Test
    void isOneAndNotTwo() {
        assertThat(refusalOf(Requests.with(HEADER, "a", HEADER, "a"))).isEqualTo(Problem.MALFORMED_REQUEST);
        assertThat(refusalOf(Requests.with(HEADER, "a", "Idempotency-Key", "b"))).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void survivesBeingQuoted() {
        forAll(300, draws -> {
            String plain = draws.text(1, 64, each -> (char) each.between('!', '~'));
            String quoted = "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";

            assertThat(IdempotencyKey.read(Requests.with(HEADER, quoted), key, outcome)).isTrue();
            assertThat(key).hasToString(plain);
        });
    }

    private Problem refusalOf(Request request) {
        outcome.clear();
        assertThat(IdempotencyKey.read(request, key, outcome)).isFalse();
        return outcome.problem;
    }
}
