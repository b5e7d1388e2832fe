package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    private static final Map<Integer, Set<String>> ERROR_TABLE = Map.of(
            400, Set.of("malformed-request", "idempotency-key-missing"),
            401, Set.of("unauthenticated"),
            403, Set.of("not-eligible"),
            404, Set.of("unknown-sale", "unknown-item", "unknown-order", "not-found"),
            409, Set.of("sold-out", "limit-reached", "sale-not-open", "sale-paused", "sale-closed", "order-not-held",
                    "order-not-confirmed", "order-expired", "already-confirmed", "already-extended",
                    "insufficient-stock", "sale-has-orders"),
            422, Set.of("invalid-order", "idempotency-key-reused", "invalid-request"),
            429, Set.of("rate-limited"),
            503, Set.of("overloaded", "storage-unavailable", "not-ready"));

    @Test
    void haveTheCodesOfTheContractUnderTheirStatus() {
        ERROR_TABLE.forEach((status, codes) -> assertThat(codesOf(status)).as("codes of %d", status).isEqualTo(codes));
    }

    private static Set<String> codesOf(int status) {
        return Arrays.stream(Problem.values()).filter(problem -> problem.status() == status).map(Problem::code)
                .collect(Collectors.toSet());
    }

    @Test
    void haveOneForEveryStatusThatHttpNames() {
        for (int status : new int[] {405, 408, 413, 414, 415, 431, 500}) {
            assertThat(codesOf(status)).as("codes of %d", status).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void sayToTryAgainWhereTimeAloneMayHelp(Problem problem) {
        boolean worthIt = Set.of("rate-limited", "overloaded", "storage-unavailable", "not-ready", "sale-not-open",
                "sale-paused").contains(problem.code());
        assertThat(problem.retryable()).isEqualTo(worthIt);
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void sayWhenToTryAgainWithEvery429And503(Problem problem) {
        assertThat(problem.saysWhenToRetry()).isEqualTo(Set.of(429, 503).contains(problem.status()));
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void haveATitleForPeople(Problem problem) {
        assertThat(problem.title()).isNotBlank().doesNotEndWith(".");
    }
}
