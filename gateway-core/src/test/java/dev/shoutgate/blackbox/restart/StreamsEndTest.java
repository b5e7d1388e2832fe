package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop, and has a store that it cannot bring up to date. */
class StreamsEndTest {
    @TempDir
    Path folder;

    @Test
    void endsStreamsAtOnceAndNotWhenItsStoresAreDone() throws Exception {
        Settings settings = Settings.small().with("data", folder.resolve("data").toString())
                .with("drain-timeout", "10m")
                .with("storage", List.of(Map.of("type", "postgresql", "url", "jdbc:postgresql://127.0.0.1:1/nobody",
                        "user", "nobody")));
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            String sale = gateway.shop().open(Item.of("phone", 10));
            assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
            try (EventStream stream = EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
                stream.next();
                gateway.askToEnd();

                // Were it open for as long as the store is waited for, there would be a silence between two comments that
                // is longer than a read waits.
                assertThat(stream.next()).isNull();
                assertThat(gateway.endsWithin(Duration.ZERO)).as("it still waits for its store").isFalse();
            }
            gateway.killHard();
        }
    }
}
