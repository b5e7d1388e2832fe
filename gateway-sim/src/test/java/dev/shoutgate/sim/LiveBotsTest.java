package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's shout with bots, smaller, against the gateway itself. */
@Timeout(240)
class LiveBotsTest {

    private static final String FEWER = """
            phases: [{seconds: 1, rate: 20}, {seconds: 3, rate: 0}]
            crowd: {doublePressShare: 0, greedyShare: 0, bots: {count: 200, presses: 40, addresses: 2, passes: 100}}
            sale: {passDifficulty: 4, items: [%s]}
            """;
    private static final String ITEM = "{sku: phone, title: P, price: 100, stock: %d, limitPerBuyer: 1, weight: 1}";

    @TempDir
    private Path folder;

    private String profile(int stock) throws IOException {
        return Files.writeString(folder.resolve("bots.yaml"), String.format(FEWER, String.format(ITEM, stock)))
                .toString();
    }

    @Test
    void letsPeopleHaveTheirShareWhereRatesAndPassesAreOn() throws Exception {
        try (LiveGateway gateway = LiveGateway.start(folder, "--config", "../config/bots.yaml")) {
            int status = gateway.sim("shout", "--profile", profile(40));

            assertThat(status).as(gateway.said()).isZero();
            assertThat(gateway.said()).contains("20 people and 200 bots: 20 of", "403 not-eligible", "429 rate-limited");
        }
    }

    /** The same machines at a gateway that lets everybody press as often as he likes. */
    @Test
    void seesThatTheyDoNotWhereNothingKeepsMachinesBack() throws Exception {
        try (LiveGateway gateway = LiveGateway.start(folder)) {
            int status = gateway.sim("shout", "--profile", profile(20));

            assertThat(status).as(gateway.said()).isEqualTo(ExitCode.BROKEN.status());
            assertThat(gateway.said()).containsPattern("BROKEN +fair-share");
        }
    }
}
