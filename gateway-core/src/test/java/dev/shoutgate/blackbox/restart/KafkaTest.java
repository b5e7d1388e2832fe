package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.storage.topic.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sells into a topic: with the example that we ship, and while gateway and broker are killed in turns; see
 * {@link TurnsOfKills}.
 */
class KafkaTest {
    private static final Path EXAMPLE = Path.of("..", "config", "kafka.yaml");

    private static KafkaBroker broker;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.shared();
    }

    @Test
    void sellsIntoATopicWithTheShippedExample() throws Exception {
        broker.createTopic("shoutgate.events", 3);
        String example = Files.readString(EXAMPLE);
        assertThat(example).contains("localhost:9092\n");
        Path config = Files.writeString(folder.resolve("kafka.yaml"),
                example.replace("localhost:9092\n", broker.servers() + "\n"));
        try (GatewayProcess seller = GatewayProcess.ready("serve", "--config", config.toString(), "--data",
                data().toString(), "--port", "0", "--operator-port", "0", "--demo")) {
            Answer bought = seller.buyers().buy("demo", "b1", "phone", 1);
            assertThat(bought.status()).as("%s", bought).isEqualTo(201);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                    broker.topic("shoutgate.events").events()).anyMatch(event -> event.key().equals(bought.orderId())
                            && event.type().equals("dev.shoutgate.order.held.v1")));
            assertThat(seller.terminate()).isZero();
        }
        assertThat(broker.topic("shoutgate.events").assertTellsTheJournal(journal(), 0)).isZero();
    }

    @Test
    void tellsEveryFactInOrderHoweverOftenGatewayAndBrokerAreKilled() throws Exception {
        broker.createTopic("killed", 3);
        Settings settings = Settings.small().with("data", data().toString()).with("capacity.orders", 4_000_000).with(
                "storage", List.of(Map.of("type", "kafka", "bootstrap-servers", broker.servers(), "topic", "killed")));
        int sold = new TurnsOfKills(folder, settings, broker::killHard, broker::start).sellInto("kafka");

        int repeated = broker.topic("killed").assertTellsTheJournal(journal(), 0);
        System.out.println("Killed " + TurnsOfKills.KILLS + " times, " + sold + " orders sold, every fact is in the topic, "
                + repeated + " events came again");
    }

    @Test
    void loadsNothingOfKafkaWhereNoTopicIsNamed() throws Exception {
        Path classes = folder.resolve("classes");
        try (GatewayProcess seller = GatewayProcess.begin(folder, Settings.small().with("data", data().toString()),
                List.of("env", "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=" + classes)).untilReady()) {
            assertThat(seller.terminate()).isZero();
        }
        assertThat(Files.readString(classes)).contains("dev.shoutgate.wiring.Gateway ")
                .doesNotContain("org.apache.kafka");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path journal() {
        return data().resolve("shard-0").resolve("journal");
    }
}
