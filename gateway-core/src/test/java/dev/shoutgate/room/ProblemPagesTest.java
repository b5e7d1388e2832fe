package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages under /problems/ and the data that they, and every error of the gateway, are made from. */
class ProblemPagesTest {

    /** The error table of the contract: every code at its status. */
    static final String ERROR_TABLE = """
            400 malformed-request idempotency-key-missing
            401 unauthenticated
            403 not-eligible
            404 unknown-sale unknown-item unknown-order not-found
            405 method-not-allowed
            408 request-timeout
            409 sold-out limit-reached sale-not-open sale-paused sale-closed order-not-held order-not-confirmed
            409 order-expired already-confirmed already-extended insufficient-stock sale-has-orders
            413 content-too-large
            414 uri-too-long
            415 unsupported-media-type
            422 invalid-order idempotency-key-reused invalid-request
            429 rate-limited
            431 header-fields-too-large
            500 internal-error
            503 overloaded storage-unavailable not-ready
            505 http-version-not-supported
            """;

    private static final JsonNode PROBLEMS = RoomFiles.json("problems/problems.json");

    static Map<String, Integer> errorTable() {
        Map<String, Integer> statusOf = new HashMap<>();
        ERROR_TABLE.lines().map(line -> line.split(" ")).forEach(words ->
                Stream.of(words).skip(1).forEach(code -> statusOf.put(code, Integer.valueOf(words[0]))));
        return statusOf;
    }

    static Stream<String> codes() {
        return PROBLEMS.properties().stream().map(Map.Entry::getKey);
    }

    @Test
    void knowsEveryCodeOfTheErrorTableAtItsStatusAndNoOther() {
        Map<String, Integer> known = new HashMap<>();
        PROBLEMS.properties().forEach(entry -> known.put(entry.getKey(), entry.getValue().path("status").intValue()));

        assertThat(known).isEqualTo(errorTable());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void isRetryableOnlyWhereTheSameRequestMaySucceedLater(String code) {
        JsonNode problem = PROBLEMS.path(code);
        int status = problem.path("status").intValue();
        boolean mayPass = status == 429 || status == 503 || Set.of("sale-not-open", "sale-paused").contains(code);

        assertThat(problem.path("retryable").isBoolean()).isTrue();
        assertThat(problem.path("retryable").booleanValue()).isEqualTo(mayPass);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void saysWhatHappenedAndWhatToDo(String code) {
        JsonNode problem = PROBLEMS.path(code);

        assertThat(problem.path("title").textValue()).isNotBlank().doesNotEndWith(".");
        assertThat(problem.path("what").textValue()).endsWith(".");
        assertThat(problem.path("todo").textValue()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void showsAnExampleThatAgreesWithTheProblem(String code) {
        JsonNode problem = PROBLEMS.path(code);
        JsonNode example = problem.path("example");

        assertThat(example.path("type").textValue()).isEqualTo("/problems/" + code);
        assertThat(example.path("code").textValue()).isEqualTo(code);
        assertThat(example.path("detail").textValue()).isNotBlank();
        for (String field : Set.of("title", "status", "retryable")) {
            assertThat(example.path(field)).as(field).isEqualTo(problem.path(field));
        }
    }

    @ParameterizedTest
    @CsvSource({"limit-reached, limit", "limit-reached, bought", "limit-reached, orderId", "limit-reached, sku",
        "sold-out, sku", "sold-out, held", "unknown-item, sku", "order-not-held, orderStatus", "sale-not-open, opensAt",
        "invalid-order, errors", "invalid-request, errors"})
    void showsWhatTheProblemCarriesBeyondTheRest(String code, String field) {
        assertThat(PROBLEMS.path(code).path("example").has(field)).isTrue();
    }

    @Test
    void fillsOnePageFromSevenPlaceholders() {
        assertThat(RoomFiles.all("\\{\\{(.*?)}}", RoomFiles.text("problems/problem.html")))
                .containsExactly("code", "example", "retryable", "status", "title", "todo", "what");
    }

    @Test
    void listsTheProblemsByOneRowThatIsRepeated() {
        String page = RoomFiles.text("problems/index.html");
        String row = "\n<!-- each problem -->\n";
        String end = "\n<!-- end -->\n";
        assertThat(page).containsOnlyOnce(row).containsOnlyOnce(end);
        String repeated = page.substring(page.indexOf(row), page.indexOf(end));

        assertThat(RoomFiles.all("\\{\\{(.*?)}}", repeated)).containsExactly("code", "status", "title");
        assertThat(page.replace(repeated, "")).doesNotContain("{{");
    }
}
