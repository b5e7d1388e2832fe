package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.storage.topic.KafkaBroker;
import dev.shoutgate.storage.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
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
            for (int port : new int[] {seller.buyersPort(), seller.operatorsPort()}) {
                Answer schemas = new ApiClient(port).get("/schemas/events.json");
                assertThat(schemas.status()).isEqualTo(200);
                assertThat(schemas.contentType()).isEqualTo("application/schema+json");
                assertThat(broker.topic("shoutgate.events").events()).allSatisfy(event -> assertThat(schemas.text())
                        .contains("\"$id\": \"" + event.headers().get("ce_dataschema") + "\""));
            }
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

    /** A lost disk, or a second host with the same settings: neither may mix its events with those that are there. */
    @Test
    void refusesATopicThatAnotherFolderFilledAndTellsBothApartWhereItIsShared() throws Exception {
        broker.createTopic("used", 3);
        sellInto("used", "lost", false);
        try (GatewayProcess fresh = GatewayProcess.begin(folder, settings("used", "fresh", false))) {
            assertThat(fresh.exitCode(Duration.ofMinutes(1))).isOne();
            assertThat(fresh.output().toString()).contains("Kafka topic used at " + broker.servers()
                    + " has events of another journal: urn:uuid:", "is new", "Nothing was changed");
        }
        sellInto("used", "fresh", true);

        List<Topic.Event> events = broker.topic("used").events();
        assertThat(events).extracting(Topic.Event::id).as("both have them").contains("0:1", "1:1")
                .hasSizeGreaterThan(new HashSet<>(events.stream().map(Topic.Event::id).toList()).size());
        assertThat(events).extracting(event -> event.source() + " " + event.id()).doesNotHaveDuplicates();
        sellInto("used", "lost", true);
    }

    private void sellInto(String topic, String data, boolean shared) throws Exception {
        try (GatewayProcess seller = GatewayProcess.serve(folder, settings(topic, data, shared))) {
            seller.buyers().buy(seller.shop().open(Item.of("phone", 5)), "b1", "phone", 1);
            assertThat(seller.terminate()).as("%s", seller.output()).isZero();
        }
    }

    private Settings settings(String topic, String data, boolean shared) {
        return Settings.small().with("data", folder.resolve(data).toString()).with("shards", 2).with("storage", List.of(
                Map.of("type", "kafka", "bootstrap-servers", broker.servers(), "topic", topic, "shared", shared)));
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
