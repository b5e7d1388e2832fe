package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Stock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    Path folder;

    @Test
    void refusesAWrongSettingWithItsPathAndExitCode64() throws Exception {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, Settings.small().with("data", folder.toString()).with("ring.slots", -1).yaml());
        try (GatewayProcess gateway = GatewayProcess.run("serve", "--config", file.toString())) {
            assertThat(gateway.exitCode(Duration.ofSeconds(20))).as("%s", gateway.output()).isEqualTo(64);
            assertThat(gateway.output().text()).contains("ring.slots").doesNotContain("\tat ");
        }
    }

    @Test
    void refusesAConfigThatIsNotThereAndAnOptionThatDoesNotExist() throws Exception {
        for (String[] line : new String[][] {{"serve", "--config", folder.resolve("none.yaml").toString()},
            {"serve", "--bogus"}, {"serve", "--port", "99999"}, {"serve", "--data", ""}}) {
            try (GatewayProcess gateway = GatewayProcess.run(line)) {
                assertThat(gateway.exitCode(Duration.ofSeconds(20))).as("%s", gateway.output()).isEqualTo(64);
                assertThat(gateway.output().text()).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void runsTheDemoWithoutWarningsAndStopsClean() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ready("serve", "--demo",
                "--data", folder.resolve("data").toString(), "--port", "0", "--operator-port", "0")) {
            assertIsTheDemo(gateway.buyers().sale("demo"));
            assertThat(gateway.buyers().buy("demo", "b1", "phone", 1).status()).isEqualTo(201);
            assertThat(gateway.operators().sale("demo").status()).isEqualTo(200);
            Answer page = gateway.buyers().api().get("/live/demo");
            assertThat(page.text()).containsIgnoringCase("<button");
            assertThat(gateway.terminate()).isZero();
            assertThat(gateway.output().text()).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain("\tat ");
        }
    }

    private static void assertIsTheDemo(Answer sale) {
        assertThat(sale.field("status")).as("%s", sale).isEqualTo("OPEN");
        assertThat(sale.field("merchant")).isEqualTo("demo-shop");
        assertThat(sale.field("currency")).isEqualTo("CNY");
        assertThat(sale.json().path("holdSeconds").intValue()).isEqualTo(900);
        assertThat(Stock.of(sale.json(), "phone")).isEqualTo(Stock.untouched(1_000));
        assertThat(Stock.of(sale.json(), "lipstick")).isEqualTo(Stock.untouched(5_000));
        assertThat(sale.json().findValuesAsText("price")).containsExactly("199900", "9900");
        assertThat(sale.json().findValuesAsText("limitPerBuyer")).containsExactly("2", "5");
        assertThat(sale.field("checkoutUrl")).isEqualTo("/demo/checkout/{orderId}");
    }
}
