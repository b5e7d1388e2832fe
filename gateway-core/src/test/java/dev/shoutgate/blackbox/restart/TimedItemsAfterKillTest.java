package dev.shoutgate.blackbox.restart;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items whose times pass while no gateway runs. */
class TimedItemsAfterKillTest {

    @TempDir
    Path folder;

    @Test
    void areWhatTheirTimesSayFromTheFirstMomentOn() throws Exception {
        Settings settings = Settings.small().with("data", folder.resolve("data").toString());
        Instant soon;
        String sale;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            String late = Instant.now().plusSeconds(900).toString();
            sale = gateway.shop().open(SaleDefinition.of(Item.of("traffic", 10), Item.of("profit", 10),
                    Item.of("later", 10)).withInItem(1, "onAt", late).withInItem(2, "onAt", late));
            soon = Instant.now().plusSeconds(3);
            change(gateway, sale, "traffic", "{\"offAt\":\"" + soon + "\"}");
            change(gateway, sale, "profit", "{\"onAt\":\"" + soon + "\"}");
            gateway.killHard();
        }
        Instant passed = soon;
        await().until(() -> Instant.now().isAfter(passed));
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "traffic", 1)).is(404, "unknown-item");
            assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "profit", 1).status()).isEqualTo(201);
            assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "later", 1)).is(409, "sale-not-open")
                    .with("sku", "later");
            JsonNode items = gateway.buyers().sale(sale).json().path("items");
            assertThat(items.findValuesAsText("sku")).containsExactly("profit", "later");
            assertThat(items.findValuesAsText("status")).containsExactly("ON", "SOON");
            gateway.shop().assertAuditOk(sale);
        }
    }

    private static void change(GatewayProcess gateway, String sale, String sku, String fields) {
        Answer changed = gateway.operators().put("/v1/sales/" + sale + "/items/" + sku, fields);
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    }
}
