package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Work;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthAndMetricsTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics", "/openapi.json"})
    void needNoToken(String path) {
        assertThat(gateway.operators().api().get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shoutgate_decisions_total", "shoutgate_request_duration_seconds_bucket",
        "shoutgate_request_duration_seconds_count", "shoutgate_ring_remaining_slots", "shoutgate_shed_total",
        "shoutgate_journal_sync_duration_seconds", "shoutgate_journal_sequence", "shoutgate_stock_units",
        "shoutgate_flush_lag_events", "shoutgate_flush_lag_seconds", "shoutgate_expired_total",
        "shoutgate_replay_duration_seconds", "shoutgate_map_fill_ratio", "shoutgate_build_info"})
    void haveTheNamesOfTheContract(String name) {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.buyers().buy(sale, "b1", "phone", 1);
        assertThat(metrics()).containsPattern("(?m)^" + name);
    }

    @Test
    void countDecisionsByResultAndReason() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        double accepted = sum("shoutgate_decisions_total");
        gateway.buyers().buy(sale, "b1", "phone", 1);
        gateway.buyers().buy(sale, "b2", "phone", 1);
        assertThat(sum("shoutgate_decisions_total")).isEqualTo(accepted + 2);
        assertThat(metrics()).containsPattern("(?m)^shoutgate_decisions_total\\{[^}]*reason=\"sold-out\"[^}]*} ");
    }

    @Test
    void countPassesAndWhyOthersWereNone() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9)).with("pass", "required")
                .with("passDifficulty", 1));
        double given = sum("shoutgate_passes_given_total");
        double[] before = passFaults();
        String challenge = gateway.buyers().challenge(sale, "b1").field("challenge");
        gateway.buyers().solve(sale, "b1", challenge, unsolving(challenge));
        gateway.buyers().solve(sale, "b2", challenge, "x");
        String pass = Work.pass(gateway.buyers(), sale, "b1");
        gateway.buyers().buy(sale, "b1", "phone", 1);
        gateway.buyers().buy(sale, "b1", "k0", BuyRequest.line("phone", 1), "x");
        gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 1), pass);
        gateway.buyers().buy(sale, "b1", "k2", BuyRequest.line("phone", 1), pass);

        assertThat(sum("shoutgate_passes_given_total")).isEqualTo(given + 1);
        double[] after = passFaults();
        assertThat(IntStream.range(0, after.length).mapToDouble(i -> after[i] - before[i]).toArray())
                .as("missing, malformed, forged, expired, used, unsolved").containsExactly(1, 1, 1, 0, 1, 1);
    }

    private static String unsolving(String challenge) {
        return IntStream.range(0, 100).mapToObj(Integer::toString)
                .filter(solution -> Work.zeroBits(challenge, solution) == 0).findFirst().orElseThrow();
    }

    private static double[] passFaults() {
        return Stream.of("missing", "malformed", "forged", "expired", "used", "unsolved")
                .mapToDouble(reason -> sum("shoutgate_passes_refused_total(?=[^\\n]*reason=\"" + reason + "\")"))
                .toArray();
    }

    @Test
    void showTheStockByState() {
        String sale = gateway.shop().open(Item.of("phone", 7));
        gateway.buyers().buy(sale, "b1", "phone", 2);
        assertThat(units(sale, "available")).isEqualTo(5);
        assertThat(units(sale, "held")).isEqualTo(2);
        assertThat(units(sale, "sold")).isZero();
    }

    @Test
    void measureFromFiftyMicroseconds() {
        gateway.buyers().api().get("/v1/time");
        assertThat(metrics()).containsPattern(
                "(?m)^shoutgate_request_duration_seconds_bucket\\{[^}]*le=\"(5\\.0E-5|5e-05|0\\.00005)\"");
    }

    @Test
    void nameNoBuyerAndNoOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String orderId = gateway.buyers().buy(sale, "the-secret-buyer", "phone", 1).orderId();
        assertThat(metrics()).doesNotContain("the-secret-buyer").doesNotContain(orderId);
    }

    @Test
    void areInTheTextFormatOfPrometheus() {
        Answer answer = gateway.operators().api().get("/metrics");
        assertThat(answer.contentType()).startsWith("text/plain");
        assertThat(answer.text()).contains("# TYPE shoutgate_decisions_total counter");
    }

    private static String metrics() {
        return gateway.operators().api().get("/metrics").text();
    }

    private static double units(String sale, String state) {
        return sum("shoutgate_stock_units(?=[^\\n]*sale=\"" + sale + "\")(?=[^\\n]*state=\"" + state + "\")");
    }

    private static double sum(String name) {
        Matcher samples = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(metrics());
        double sum = 0;
        int found = 0;
        for (; samples.find(); found++) {
            sum += Double.parseDouble(samples.group(1));
        }
        assertThat(found).as("samples of %s", name).isPositive();
        return sum;
    }
}
