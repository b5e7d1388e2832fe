package dev.shoutgate.blackbox.pass;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass that was given counts after a kill, one that was used stays used; and neither is ever written down. */
class PassesAfterKillTest {

    private static final String ONE = BuyRequest.line("phone", 1);
    private static final int FACTS_BEFORE_A_SNAPSHOT = 1_000;

    @TempDir
    Path folder;

    private Path data;
    private Settings settings;
    private String sale;
    private String used;
    private String unused;
    private String challenge;
    private String orderId;

    @BeforeEach
    void setUp() {
        data = folder.resolve("data");
        settings = Settings.small().with("data", data.toString())
                .with("snapshot.every-facts", FACTS_BEFORE_A_SNAPSHOT);
    }

    @Test
    void countOnceAcrossKillsFromTheJournalAndFromASnapshot() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sellAndGive(gateway);
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertUsed(buy(gateway, "k2", used));
            assertThat(buy(gateway, "k1", used).orderId()).as("the key's order").isEqualTo(orderId);
            assertThat(buy(gateway, "k2", unused).status()).isEqualTo(201);
            Answer late = gateway.buyers().solve(sale, "b1", challenge, Work.solution(challenge, 3));
            assertThat(late.status()).as("a challenge of before: %s", late).isEqualTo(200);
            assertThat(buy(gateway, "k3", late.field("pass")).status()).isEqualTo(201);
            assertThat(gateway.buyers().cancel(orderId, "b1").status()).isEqualTo(200);
            sellUntilThereIsASnapshot(gateway);
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertThat(gateway.output().toString()).containsPattern("[1-9]\\d* orders up to sequence \\d+ from a snap");
            assertUsed(buy(gateway, "k4", used));
            assertProblem(buy(gateway, "k4", unused)).is(403, "not-eligible");
            assertNobodyIsTold(gateway);
            assertThat(gateway.terminate()).isZero();
        }
        try (GatewayProcess audit = GatewayProcess.run("audit", "--data", data.toString())) {
            assertThat(audit.exitCode(Duration.ofMinutes(1))).as("%s", audit.output()).isZero();
        }
        assertNothingIsWrittenDown();
    }

    private void sellAndGive(GatewayProcess gateway) {
        sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9).limit(9)).with("pass", "required")
                .with("passDifficulty", 3));
        used = Work.pass(gateway.buyers(), sale, "b1");
        unused = Work.pass(gateway.buyers(), sale, "b1");
        challenge = gateway.buyers().challenge(sale, "b1").field("challenge");
        orderId = buy(gateway, "k1", used).orderId();
        assertThat(orderId).isNotNull();
    }

    private Answer buy(GatewayProcess gateway, String key, String pass) {
        return gateway.buyers().buy(sale, "b1", key, ONE, pass);
    }

    private void assertUsed(Answer answer) {
        assertProblem(answer).is(403, "not-eligible");
        assertThat(answer.field("reason")).isEqualTo("used");
        assertThat(answer.orderId()).isEqualTo(orderId);
    }

    private void sellUntilThereIsASnapshot(GatewayProcess gateway) {
        String other = gateway.shop().open(Item.of("phone", 10 * FACTS_BEFORE_A_SNAPSHOT));
        IntStream.rangeClosed(0, FACTS_BEFORE_A_SNAPSHOT).parallel().forEach(i ->
                assertThat(gateway.buyers().buy(other, "c" + i, "phone", 1).status()).isEqualTo(201));
        await().atMost(Duration.ofMinutes(1)).until(() -> !snapshots().isEmpty());
    }

    private List<Path> snapshots() throws IOException {
        Path place = data.resolve("shard-0/snapshots");
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".snap")).toList();
        }
    }

    private void assertNobodyIsTold(GatewayProcess gateway) {
        assertThat(gateway.operators().api().get("/metrics").text()).contains("reason=\"used\"");
        for (String secret : List.of(used, unused, challenge)) {
            assertThat(gateway.operators().api().get("/metrics").text()).doesNotContain(secret);
            assertThat(gateway.operators().order(orderId).text()).doesNotContain(secret);
            assertThat(gateway.output().toString()).doesNotContain(secret);
        }
    }

    /** Whoever reads the journal, or the stores, learns of no pass; and the journal's command not even its number. */
    private void assertNothingIsWrittenDown() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(Stream.of(used, unused, challenge).filter(bytes::contains)).as("%s", file).isEmpty();
            }
        }
        try (GatewayProcess journal = GatewayProcess.run("journal", "--json", "--data", data.toString())) {
            assertThat(journal.exitCode(Duration.ofMinutes(1))).isZero();
            assertThat(journal.output().toString()).contains("\"pass\":\"required\"").doesNotContain("passNumber")
                    .doesNotContain("hashKey");
        }
    }
}
