package dev.shoutgate.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/** Checks an error against the whole of what the contract says of errors, not only its status. */
public final class ProblemAssert extends AbstractAssert<ProblemAssert, Answer> {
    private static final Set<String> RETRYABLE_REFUSALS = Set.of("sale-not-open", "sale-paused");

    private ProblemAssert(Answer answer) {
        super(answer, ProblemAssert.class);
    }

    public static ProblemAssert assertProblem(Answer answer) {
        return new ProblemAssert(answer);
    }

    public ProblemAssert is(int status, String code) {
        hasStatus(status);
        assertThat(actual.field("code")).as("%s", actual).isEqualTo(code);
        return this;
    }

    /** For what the contract leaves open: a client's error of one of these outcomes, such as {@code 400 code}. */
    public ProblemAssert isOneOf(String... outcomes) {
        hasStatus(actual.status());
        assertThat(actual.outcome()).as("%s", actual).isIn((Object[]) outcomes);
        return this;
    }

    /** A complete problem document of this status, whatever its code. */
    public ProblemAssert hasStatus(int status) {
        isNotNull();
        assertThat(actual.status()).as("%s", actual).isEqualTo(status);
        assertThat(actual.contentType()).as("%s", actual).startsWith("application/problem+json");
        JsonNode problem = actual.json();
        assertThat(problem.path("status").isInt()).as("status is a number: %s", actual).isTrue();
        assertThat(problem.path("status").intValue()).as("%s", actual).isEqualTo(status);
        assertTexts(problem);
        assertRetry(problem, status);
        return this;
    }

    private void assertTexts(JsonNode problem) {
        for (String name : new String[] {"type", "title", "detail", "code"}) {
            assertThat(problem.path(name).isTextual()).as("%s is a text: %s", name, actual).isTrue();
            assertThat(problem.path(name).textValue()).as("%s: %s", name, actual).isNotBlank();
        }
        String code = problem.path("code").textValue();
        assertThat(code).as("%s", actual).matches("[a-z0-9-]+");
        assertThat(problem.path("type").textValue()).as("%s", actual).isEqualTo("/problems/" + code);
    }

    private void assertRetry(JsonNode problem, int status) {
        boolean later = status == 429 || status == 503;
        boolean retryable = later || RETRYABLE_REFUSALS.contains(problem.path("code").asText());
        assertThat(problem.path("retryable").isBoolean()).as("retryable is a boolean: %s", actual).isTrue();
        assertThat(problem.path("retryable").booleanValue()).as("retryable: %s", actual).isEqualTo(retryable);
        if (later) {
            assertThat(actual.header("Retry-After")).as("%s", actual).hasValueSatisfying(seconds ->
                    assertThat(seconds).as("whole seconds").matches("[1-9][0-9]{0,3}"));
        }
    }

    /** The problem's type leads to a page for people on the same port. */
    public ProblemAssert hasItsPageAt(ApiClient api) {
        Answer page = api.get(actual.field("type"));
        assertThat(page.status()).as("page of %s: %s", actual.field("type"), page).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).containsIgnoringCase("<html").contains(actual.field("code"));
        return this;
    }

    public ProblemAssert with(String field, long value) {
        JsonNode found = actual.json().path(field);
        assertThat(found.isIntegralNumber()).as("%s is a whole number: %s", field, actual).isTrue();
        assertThat(found.longValue()).as("%s: %s", field, actual).isEqualTo(value);
        return this;
    }

    /** A field as text; null says that it is missing or null. */
    public ProblemAssert with(String field, String value) {
        assertThat(actual.field(field)).as("%s: %s", field, actual).isEqualTo(value);
        return this;
    }

    /** Lists what is wrong, the first entry pointing at or below the given place of the body. */
    public ProblemAssert pointsAt(String place) {
        JsonNode errors = actual.json().path("errors");
        assertThat(errors.isArray() && !errors.isEmpty()).as("errors: %s", actual).isTrue();
        for (JsonNode error : errors) {
            assertThat(error.path("pointer").isTextual()).as("pointer: %s", actual).isTrue();
            assertThat(error.path("detail").asText()).as("detail: %s", actual).isNotBlank();
        }
        assertThat(errors.findValuesAsText("pointer")).as("%s", actual).anyMatch(pointer -> pointer.contains(place));
        return this;
    }
}
