package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host said of a sale and its items stands after a kill, and the clock goes by it. */
class SaidAfterKillTest {
    private static final String LATER = "2098-11-22T12:00:00Z";

    @TempDir
    Path folder;

    @Test
    void standsAndMovesTheClock() throws Exception {
        Path data = folder.resolve("data");
        Settings settings = Settings.small().with("data", data.toString());
        String opening;
        String closing;
        ObjectNode shown;
        Answer history;
        Instant end;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            opening = gateway.shop().define(phones().with("opensAt", LATER));
            assertDone(gateway.operators().change(opening, "{\"opensAt\":\"" + Instant.now().plusSeconds(1) + "\"}"));
            end = Instant.now().plusSeconds(8);
            closing = gateway.shop().open(phones().with("closesAt", end.toString()).with("checkoutUrl", "/pay"));
            assertDone(gateway.operators().change(closing, "{\"closesAt\":\"" + LATER + "\",\"featured\":\"case\","
                    + "\"notice\":\"Back <i>soon</i>\",\"title\":\"今晚\",\"checkoutUrl\":\"/pay/{orderId}\"}"));
            assertDone(gateway.operators().put("/v1/sales/" + closing + "/items/phone", "{\"title\":\"手机\","
                    + "\"image\":\"https://cdn.example/1.png\",\"listPrice\":249900,\"offAt\":\"" + LATER + "\"}"));
            shown = sale(gateway, closing);
            history = gateway.operators().get("/v1/sales/" + closing + "/history");
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertThat(sale(gateway, closing)).isEqualTo(shown);
            assertThat(gateway.operators().get("/v1/sales/" + closing + "/history").json()).isEqualTo(history.json());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> "OPEN".equals(gateway.buyers().sale(opening).field("status")));
            await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end.plusMillis(200)));
            assertThat(gateway.buyers().buy(closing, "b1", "phone", 1).status()).isEqualTo(201);
            assertThat(gateway.terminate()).isZero();
        }
        try (GatewayProcess audit = GatewayProcess.run("audit", "--data", data.toString())) {
            assertThat(audit.exitCode(Duration.ofMinutes(1))).as("%s", audit.output()).isZero();
        }
    }

    private static SaleDefinition phones() {
        return SaleDefinition.of(Item.of("phone", 10), Item.of("case", 5));
    }

    private static ObjectNode sale(GatewayProcess gateway, String sale) {
        ObjectNode shown = (ObjectNode) gateway.buyers().sale(sale).json();
        shown.remove("now");
        return shown;
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
