package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @ValueSource(strings = {"malformed-request", "idempotency-key-missing", "unauthenticated", "not-eligible",
        "unknown-sale", "unknown-item", "unknown-order", "not-found", "sold-out", "limit-reached", "sale-not-open",
        "sale-paused", "sale-closed", "order-not-held", "order-expired", "already-confirmed",
        "already-extended", "insufficient-stock", "sale-has-orders", "invalid-order", "invalid-request", "idempotency-key-reused", "rate-limited", "overloaded",
        "storage-unavailable", "not-ready"})
    void explainsEveryCodeOnAPageOfItsOwn(String code) {
        for (Answer page : new Answer[] {gateway.buyers().api().get("/problems/" + code),
                gateway.operators().api().get("/problems/" + code)}) {
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            assertThat(page.contentType()).startsWith("text/html");
            assertThat(page.text()).containsIgnoringCase("<html").contains(code);
        }
    }

    @Test
    void hasNoPageForACodeThatDoesNotExist() {
        assertProblem(gateway.buyers().api().get("/problems/no-such-code")).is(404, "not-found");
        assertProblem(gateway.buyers().api().get("/problems/..%2f..%2fetc%2fpasswd")).hasStatus(404);
    }
}
