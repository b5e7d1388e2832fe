package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanRestartTest {
    @TempDir
    Path folder;

    private Path data;
    private Settings settings;

    @BeforeEach
    void setUp() {
        data = folder.resolve("data");
        settings = Settings.small().with("data", data.toString());
    }

    @Test
    void drainsUnderLoadAndKeepsEveryOrder() throws Exception {
        String sale;
        Load load;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Item.of("scarce", 50), Item.of("plenty", 1_000_000));
            load = Load.start(gateway.buyersPort(), sale, 4);
            load.awaitPromises(500);
            assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
            load.awaitEnd();
            assertThat(load.surprises).isEmpty();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Promises promises = new Promises(gateway, sale);
            List<Press.Promise> all = new ArrayList<>(load.promises);
            promises.assertKept(all);
            promises.learnTheTruth(load, all);
            promises.assertNothingIsOversold();
            promises.assertDatabaseAgrees(data, all);
        }
    }
}
