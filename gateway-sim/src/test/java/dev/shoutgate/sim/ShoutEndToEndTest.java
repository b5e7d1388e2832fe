package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole simulator, from its command line to its exit status, against a small real server. */
class ShoutEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Small enough that both items sell out within the load. */
    private static final String PROFILE = """
            phases:
              - {name: quiet, seconds: 0.3, rate: 100}
              - {name: surge, seconds: 0.7, rate: 100, toRate: 900}
            crowd: {doublePressShare: 0.2, doublePressDelayMs: 30, greedyShare: 0.1, seed: 7}
            sale:
              items:
                - {sku: phone, title: Phone, price: 199900, stock: 40, limitPerBuyer: 2, weight: 1}
                - {sku: lipstick, title: Lipstick, price: 9900, stock: 90, limitPerBuyer: 5, weight: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void findsNothingWrongWithAnHonestShop() throws IOException {
        Run run = shout(Flaw.NONE);

        assertThat(run.status).as(run.said).isZero();
        assertThat(run.verdicts()).doesNotContain("BROKEN", "SKIPPED").hasSize(10);
        assertThat(run.said).contains("ok: every invariant holds").contains("second", "offered", "waiting");
        assertThat(run.report.at("/load/offered").asLong()).isEqualTo(380);
        assertThat(run.report.at("/load/answered").asLong()).isEqualTo(380);
        JsonNode results = run.report.get("results");
        assertThat(results.get("201 accepted").asLong()).isBetween(60L, 130L);
        assertThat(results.get("201 replayed").asLong()).isPositive();
        assertThat(results.get("409 sold-out").asLong()).isPositive();
        assertThat(results.get("409 limit-reached").asLong()).isPositive();
        assertThat(run.report.at("/accepted/count").asLong() + run.report.at("/refused/count").asLong())
                .isEqualTo(380);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("<svg", "stock-adds-up");
    }

    @ParameterizedTest
    @CsvSource({"OVERSELLS_BY_ONE, units-taken", "SHOWS_NEGATIVE_STOCK, stock-adds-up", "HOLDS_ONE_BACK, refusals-true",
        "FORGETS_AN_ORDER, orders-readable", "MAKES_TWO_ORDERS_OF_ONE_KEY, one-order-per-key",
        "MARKS_NO_REPLAY, replays-marked", "SELLS_PAST_THE_LIMIT, limits-hold",
        "CHANGES_PRICES_AFTERWARDS, orders-readable", "AUDIT_DISAGREES, audit-agrees", "FAILS_INSIDE, answers-known",
        "NEVER_ANSWERS_SOME, every-press-answered"})
    void exitsWithOneAndNamesTheBrokenInvariant(Flaw flaw, String invariant) throws IOException {
        Run run = shout(flaw);

        assertThat(run.status).as(run.said).isEqualTo(1);
        assertThat(run.finding(invariant).get("verdict").asText()).isEqualTo("BROKEN");
        assertThat(run.finding(invariant).get("offenders")).isNotEmpty();
        assertThat(run.said).containsPattern("BROKEN +" + invariant).contains("BROKEN: ");
    }

    @Test
    void namesTheForgottenOrderAndItsBuyer() throws IOException {
        Run run = shout(Flaw.FORGETS_AN_ORDER);

        JsonNode finding = run.finding("orders-readable");
        assertThat(finding.get("offenderCount").asInt()).isEqualTo(1);
        assertThat(finding.at("/offenders/0").asText()).contains("order o10 is not readable: 404", "buyer ", "key ");
        assertThat(run.verdicts()).containsOnlyOnce("BROKEN");
    }

    @Test
    void exitsWithTwoAndTheFiguresWhenTooFewConnectionsAreLeftToKeepTheSchedule() throws IOException {
        Run run = shout(Flaw.ANSWERS_SLOWLY, "--max-connections", "32", "--connections", "32", "--lag-threshold-ms",
                "200");

        assertThat(run.status).as(run.said).isEqualTo(2);
        assertThat(run.said).contains("FELL BEHIND: ", "left more than 200 ms late", "for want of a free connection");
        assertThat(run.report.at("/lag/fellBehind").asBoolean()).isTrue();
        assertThat(run.report.at("/lag/forWantOfConnection").asLong()).isGreaterThan(100);
        assertThat(run.verdicts()).doesNotContain("BROKEN");
    }

    @Test
    void blamesItselfAndNotTheGatewayForPressesThatNeverLeft() throws IOException {
        Run run = shout(Flaw.ANSWERS_SLOWLY, "--max-connections", "8", "--connections", "8", "--settle-seconds", "1",
                "--lag-threshold-ms", "200");

        assertThat(run.status).as(run.said).isEqualTo(2);
        assertThat(run.report.at("/load/sent").asLong()).isBetween(8L, 200L);
        assertThat(run.report.at("/load/answered").asLong()).isEqualTo(run.report.at("/load/sent").asLong());
        assertThat(run.report.at("/lag/presses").asLong()).as("none is left out of the lag").isEqualTo(380);
        assertThat(run.verdicts()).doesNotContain("BROKEN");
    }

    @Test
    void keepsItsScheduleAgainstASlowShopByOpeningMoreConnections() throws IOException {
        Run run = shout(Flaw.ANSWERS_SLOWLY, "--connections", "8", "--max-connections", "1000", "--lag-threshold-ms",
                "5000");

        assertThat(run.status).as(run.said).isZero();
        assertThat(run.report.at("/load/mostConnections").asInt()).isGreaterThan(100);
        assertThat(run.report.at("/accepted/p50Ms").asDouble()).isGreaterThan(330);
    }

    @Test
    void learnsTheTruthOfAnswersThatWereLostOnTheWay() throws IOException {
        Run run = shout(Flaw.BREAKS_CONNECTIONS);

        assertThat(run.status).as(run.said).isZero();
        assertThat(run.report.at("/load/lostTries").asLong()).isGreaterThan(5);
        assertThat(run.report.at("/load/unanswered").asLong()).isZero();
    }

    @Test
    void fallsBackToTheDemoSaleWithoutAGoodToken() throws IOException {
        Run run = shout(Flaw.KNOWS_NO_OPERATOR);

        assertThat(run.status).as(run.said).isZero();
        assertThat(run.report.get("saleId").asText()).isEqualTo("demo");
        assertThat(run.said).contains("the operator token may not define a sale (401)");
        assertThat(run.finding("units-taken").get("verdict").asText()).isEqualTo("SKIPPED");
        assertThat(run.finding("audit-agrees").get("verdict").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void pressesInAnExistingSaleWhenOneIsNamed() throws IOException {
        Run run = shout(Flaw.NONE, "--sale", "demo");

        assertThat(run.status).as(run.said).isZero();
        assertThat(run.report.get("saleId").asText()).isEqualTo("demo");
        assertThat(run.finding("audit-agrees").get("verdict").asText()).isEqualTo("OK");
        assertThat(run.finding("limits-hold").get("verdict").asText()).isEqualTo("OK");
    }

    @Test
    void saysWhichSaleIsMissing() throws IOException {
        Run run = shout(Flaw.NONE, "--sale", "nothing-here");

        assertThat(run.status).isEqualTo(69);
        assertThat(run.said).contains("wanted 200, came 404").contains("unknown-sale");
    }

    private Run shout(Flaw flaw, String... more) throws IOException {
        Path profile = Files.writeString(folder.resolve("profile.yaml"), PROFILE);
        Path report = folder.resolve("report.json");
        try (ShopServer shop = ShopServer.open(flaw)) {
            // A long lag and a long wait are allowed, since the machine of the tests is busy with other things too.
            List<String> args = new ArrayList<>(List.of("shout", "--buyers-url", shop.buyersUrl(), "--operators-url",
                    shop.operatorsUrl(), "--profile", profile.toString(), "--report", report.toString(), "--html",
                    folder.resolve("report.html").toString()));
            args.addAll(List.of(more));
            if (!args.contains("--settle-seconds")) {
                args.addAll(List.of("--settle-seconds", flaw == Flaw.NEVER_ANSWERS_SOME ? "2" : "60"));
            }
            if (!args.contains("--lag-threshold-ms")) {
                args.addAll(List.of("--lag-threshold-ms", "60000"));
            }
            StringWriter said = new StringWriter();
            int status = SimMain.run(args.toArray(String[]::new), new PrintWriter(said), new PrintWriter(said));
            return new Run(status, said.toString(), Files.exists(report) ? JSON.readTree(report.toFile()) : null);
        }
    }

    private record Run(int status, String said, JsonNode report) {
        JsonNode finding(String name) {
            return StreamSupport.stream(report.get("invariants").spliterator(), false)
                    .filter(finding -> finding.get("name").asText().equals(name)).findFirst().orElseThrow();
        }

        List<String> verdicts() {
            return StreamSupport.stream(report.get("invariants").spliterator(), false)
                    .map(finding -> finding.get("verdict").asText()).collect(Collectors.toList());
        }
    }
}
