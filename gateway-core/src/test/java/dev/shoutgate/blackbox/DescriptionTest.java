package dev.shoutgate.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.blackbox.Description.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of all answers finds what is not described: one that lets everything pass would prove nothing. */
class DescriptionTest {
    private static final String NOW = "{\"now\":\"2026-11-22T12:00:00.000Z\"}";
    private static final String NOT_FOUND = "{\"type\":\"/problems/not-found\",\"title\":\"None\",\"status\":404,"
            + "\"code\":\"not-found\",\"retryable\":false,\"detail\":\"None.\"}";

    private final Description buyers;
    private final Map<String, List<String>> headers = new LinkedHashMap<>(Map.of(
            "Content-Type", List.of("application/json"), "Cache-Control", List.of("no-store")));

    DescriptionTest() {
        Description.areBound(1, 2);
        buyers = Description.at(1);
    }

    private void judge(Call call, int status, String body) {
        buyers.judge(List.of(call), Answer.of(status, headers, body.getBytes(UTF_8)));
    }

    private void assertRefused(String method, String path, int status, String body, String because) {
        assertThatThrownBy(() -> judge(buyers.call(method, path), status, body))
                .isInstanceOf(AssertionError.class).hasMessageContaining(because);
    }

    @Test
    void letsPassWhatIsDescribed() {
        assertThatCode(() -> judge(buyers.call("GET", "/v1/time"), 200, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> judge(buyers.call("HEAD", "/v1/time?x=y"), 200, "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "202 | {'now':'2026-11-22T12:00:00.000Z'} | status 202 is not described",
        "200 | {'now':'2026-11-22T12:00:00.000Z','then':1} | 'then'",
        "200 | {'now':'today'} | date-time", "200 | {'now':null} | null found", "200 | {} | 'now'"})
    void findsAStatusABodyOrAMemberThatIsNotDescribed(int status, String body, String because) {
        assertRefused("GET", "/v1/time", status, body.replace('\'', '"'), because);
    }

    @Test
    void findsHeadersThatAreNotDescribedOrMissing() {
        headers.put("X-Powered-By", List.of("luck"));
        assertRefused("GET", "/v1/time", 200, NOW, "header X-Powered-By is not described");
        headers.remove("X-Powered-By");
        headers.put("Content-Type", List.of("text/html; charset=utf-8"));
        assertRefused("GET", "/", 200, "<p>", "header X-Content-Type-Options is missing");
        headers.put("Content-Type", List.of("text/plain"));
        assertRefused("GET", "/v1/time", 200, NOW, "type text/plain is not described");
    }

    @Test
    void findsProblemsThatTheCallDoesNotName() {
        headers.put("Content-Type", List.of("application/problem+json"));
        assertThatCode(() -> judge(buyers.call("GET", "/nowhere"), 404, NOT_FOUND)).doesNotThrowAnyException();
        assertRefused("GET", "/v1/orders/x", 404, NOT_FOUND, "problem not-found is not described");
        assertRefused("GET", "/nowhere", 404, NOT_FOUND.replace("\"status\":404", "\"status\":400"), "says status 400");
        assertRefused("GET", "/nowhere", 404, NOT_FOUND.replace("}", ",\"limit\":2}"), "has limit");
        assertRefused("GET", "/nowhere", 200, NOW, "status 200 is not described");
    }

    @Test
    void findsRequestsThatWereTakenAndAreNotAllowed() {
        Call buy = buyers.call("POST", "/v1/sales/x/orders");
        byte[] good = BuyRequest.line("phone", 1).getBytes(UTF_8);
        assertThatCode(() -> buyers.judgeTaken(buy, good, (in, name) -> "key-1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> buyers.judgeTaken(buy, good, (in, name) -> null)).hasMessageContaining("Idempotency-Key");
        byte[] many = BuyRequest.line("phone", 100).getBytes(UTF_8);
        assertThatThrownBy(() -> buyers.judgeTaken(buy, many, (in, name) -> "key-1")).hasMessageContaining("99");
        assertThatThrownBy(() -> buyers.judgeTaken(buy, null, (in, name) -> "key-1")).hasMessageContaining("body");
    }
}
