package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that dies under the load and does not come back. */
@Timeout(180)
class GatewayDeathTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void endsInAReportThatNamesTheOrdersThatNobodyCanReadAnyMore() throws Exception {
        ShopServer shop = ShopServer.remembering(Flaw.NONE);
        Path file = folder.resolve("report.json");
        try {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> shout(shop, "--phase",
                    "steady:3:100",
                    "--report", file.toString(), "--settle-seconds", "1"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> shop.presses().size() > 100);
            shop.close();

            assertThat(status.get(90, TimeUnit.SECONDS)).as(said.toString()).isEqualTo(1);
        } finally {
            shop.close();
        }
        assertThat(brokenIn(file)).contains("stock-adds-up", "units-taken", "orders-readable", "audit-agrees");
        assertThat(said.toString()).contains("after: the sale could not be read", "is not readable: no answer",
                "no answer from ").doesNotContain("Exception in", "\tat ");
    }

    @Test
    void countsOnlyWhatTheLoadLearnedBeforeTheDeath() throws Exception {
        ShopServer shop = ShopServer.remembering(Flaw.NONE);
        Path file = folder.resolve("report.json");
        try {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> shout(shop, "--phase",
                    "steady:3:100",
                    "--report", file.toString(), "--settle-seconds", "1"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> shop.presses().size() > 100);
            shop.close();
            status.get(90, TimeUnit.SECONDS);
        } finally {
            shop.close();
        }
        JsonNode load = new ObjectMapper().readTree(file.toFile()).get("load");
        assertThat(load.get("offered").asLong()).isEqualTo(300);
        assertThat(load.get("answered").asLong()).isBetween(50L, (long) shop.presses().size());
        assertThat(load.get("sent").asLong()).isBetween(load.get("answered").asLong(), 300L);
    }

    @Test
    void doesNotPressAtAllInASaleThatIsNotThere() {
        try (ShopServer shop = ShopServer.remembering(Flaw.KNOWS_NO_OPERATOR)) {
            assertThat(shout(shop, "--sale", "elsewhere")).isEqualTo(69);
            assertThat(shop.presses()).isEmpty();
            assertThat(said.toString()).contains("came 404");
        }
    }

    private List<String> brokenIn(Path file) throws IOException {
        List<String> broken = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(file.toFile()).get("invariants")) {
            if (finding.get("verdict").asText().equals("BROKEN")) {
                broken.add(finding.get("name").asText());
            }
        }
        return broken;
    }

    private int shout(ShopServer shop, String... more) {
        List<String> args = new ArrayList<>(List.of("shout", "--buyers-url", shop.buyersUrl(), "--operators-url",
                shop.operatorsUrl()));
        args.addAll(List.of(more));
        return SimMain.run(args.toArray(String[]::new), new PrintWriter(said), new PrintWriter(said));
    }
}
