package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process in the middle of a load, again and again on one data folder; -Dshoutgate.kills sets how often. */
class KilledInMidLoadTest {
    private static final int KILLS = Integer.getInteger("shoutgate.kills", 3);
    private static final int CONNECTIONS = 16;
    private static final Item[] ITEMS = {Item.of("scarce", 300), Item.of("plenty", 1_000_000)};

    @TempDir
    Path folder;

    private final List<Press.Promise> all = new ArrayList<>();
    private final Random moments = new Random(7);
    private String sale;

    @Test
    void keepsEveryPromiseAndSellsNothingTwice() throws Exception {
        Path data = folder.resolve("data");
        Settings settings = Settings.small().with("data", data.toString());
        Load last = null;
        for (int kill = 0; kill < KILLS; kill++) {
            last = runUntilKilled(settings, last);
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            settle(gateway, last);
            Promises promises = new Promises(gateway, sale);
            promises.assertKept(all);
            promises.assertNothingIsOversold();
            promises.assertDatabaseAgrees(data, all);
        }
    }

    private Load runUntilKilled(Settings settings, Load last) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            if (last == null) {
                sale = gateway.shop().open(ITEMS);
            } else {
                settle(gateway, last);
            }
            Load load = Load.start(gateway.buyersPort(), sale, CONNECTIONS);
            load.awaitPromises(200 + moments.nextInt(2_000));
            gateway.killHard();
            load.awaitEnd();
            assertThat(load.surprises).isEmpty();
            return load;
        }
    }

    /** Checks what was promised before the kill, and repeats what was under way in it. */
    private void settle(GatewayProcess gateway, Load last) {
        Promises promises = new Promises(gateway, sale);
        promises.assertKept(last.promises);
        promises.assertNothingIsOversold();
        all.addAll(last.promises);
        promises.learnTheTruth(last, all);
    }
}
