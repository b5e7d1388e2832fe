package dev.shoutgate.storage.topic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.storage.DiskJournal;
import dev.shoutgate.storage.EveryFact;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.FlushUntilKilled;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.storage.ScriptedFacts;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import dev.shoutgate.storage.topic.Topic.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, which one of the tests kills; a topic for each test. */
class KafkaOrderStoreTest {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private static final String O1 = "0000000000000001";
    private static final String O2 = "0000000000000002";

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    private final String topic = "events-" + TOPICS.incrementAndGet();
    private final FactList facts = new FactList();
    private KafkaOrderStore store;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.shared();
    }

    /** With more patience than a gateway has, because a busy machine may keep a broker from answering for seconds. */
    @BeforeEach
    void open() throws IOException {
        Path patience = Files.writeString(folder.resolve("patience.properties"),
                "request.timeout.ms=30000\ndelivery.timeout.ms=60000\nmax.block.ms=60000\n");
        store = store(broker.servers(), Optional.of(patience));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private KafkaOrderStore store(String servers, Optional<Path> propertiesFile) {
        return new KafkaOrderStore("kafka", new KafkaSettings(servers, topic, propertiesFile, false), folder,
                Topic.NAMES);
    }

    @Test
    void sendsACloudEventInBinaryMode() throws Exception {
        broker.createTopic(topic, 3);
        facts.add(Facts.orderTaken(O1, "b1", Facts.HELD, FactList.timeMs(1), FactList.timeMs(900_001), "host-42",
                new Line("phone", 1, 199900), new Line("lipstick", 2, 9900)));
        store.store(facts.batch(7, 0, 1));

        assertThat(broker.topic(topic).events()).containsExactly(new Event(O1, Map.ofEntries(
                entry("ce_specversion", "1.0"), entry("ce_id", "7:1"),
                entry("ce_source", "urn:uuid:00000000-0000-8000-0000-000000000007"),
                entry("ce_type", "dev.shoutgate.order.held.v1"), entry("ce_time", "2026-11-22T00:00:00.001Z"),
                entry("ce_subject", O1), entry("ce_sequence", "0000000000000000001"), entry("ce_shard", "7"),
                entry("ce_dataschema", "tag:shoutgate.dev,2026:order.held.v1"),
                entry("content-type", "application/json")),
                "{\"orderId\":\"" + O1 + "\",\"saleId\":\"demo\",\"merchant\":\"demo-shop\",\"buyerId\":\"b1\","
                        + "\"status\":\"HELD\",\"currency\":\"CNY\",\"total\":219700,\"channel\":\"host-42\","
                        + "\"createdAt\":\"2026-11-22T00:00:00.001Z\",\"expiresAt\":\"2026-11-22T00:15:00.001Z\","
                        + "\"sequence\":1,\"items\":[{\"sku\":\"phone\",\"quantity\":1,\"unitPrice\":199900},"
                        + "{\"sku\":\"lipstick\",\"quantity\":2,\"unitPrice\":9900}],"
                        + "\"idempotencyKey\":\"key-of-" + O1 + "\",\"by\":\"buyer\"}"));
        assertThat(store.position(7)).isEqualTo(1);
        assertThat(store.position(0)).isZero();
    }

    @Test
    void tellsOfEveryKindOfFact() throws Exception {
        broker.createTopic(topic, 1);
        facts.add(EveryFact.facts());
        store.store(facts.batch(0, 0, facts.size()));

        List<Event> events = broker.topic(topic).events();
        assertThat(events.stream().sorted((a, b) -> number(a) - number(b)).map(KafkaOrderStoreTest::line))
                .containsExactly(EveryFact.lines());
        assertThat(events).extracting(Event::type)
                .containsOnly(Arrays.stream(FactKind.values()).flatMap(kind -> kind.events().stream())
                        .map(KafkaEvents::type).toArray(String[]::new));
    }

    private static int number(Event event) {
        return Integer.parseInt(event.id().substring(event.id().indexOf(':') + 1));
    }

    private static String line(Event event) {
        return event.type() + " " + event.key() + " " + event.data();
    }

    @Test
    void saysHowFarABatchHasCome() throws Exception {
        broker.createTopic(topic, 3);
        List<Integer> parts = new ArrayList<>();
        store.keepTo(parts::add);
        for (int i = 0; i < 200; i++) {
            facts.add(Facts.orderTaken("o" + i, "b" + i, Facts.HELD, 1, 2, "", new Line("phone", 1, 5)));
        }

        store.store(facts.batch(0, 0, 200));

        assertThat(parts).containsExactly(WritePace.FACTS, WritePace.FACTS, WritePace.FACTS);
    }

    @Test
    void sendsAgainWhenThePositionIsLostAndNothingElseChanges() throws Exception {
        broker.createTopic(topic, 3);
        Path journal = journal(2_000);
        flush(journal, 2_000);
        assertThat(broker.topic(topic).assertTellsTheJournal(journal, 0)).isZero();

        Files.delete(positionFile());
        flush(journal, 2_000);

        assertThat(broker.topic(topic).assertTellsTheJournal(journal, 0)).isEqualTo(2_000);
    }

    @Test
    void losesNothingWhenTheBrokerIsKilledInTheMiddle() throws Exception {
        broker.createTopic(topic, 3);
        Path journal = journal(40_000);
        // Given up on soon, because the broker will not be away for long.
        Path file = Files.writeString(folder.resolve("client.properties"),
                "request.timeout.ms=1000\ndelivery.timeout.ms=1000\nmax.block.ms=1000\n");
        OrderFlusher flusher =
                FlushUntilKilled.flusher(store(broker.servers(), Optional.of(file)), journal, 40_000);
        flusher.start();
        await().pollInterval(Duration.ofMillis(1)).until(() -> flusher.position(0) > 0);
        broker.killHard();
        assertThat(flusher.position(0)).isLessThan(40_000);
        broker.start();

        assertThat(flusher.drain(Duration.ofMinutes(1))).isTrue();
        broker.topic(topic).assertTellsTheJournal(journal, 0);
    }

    @Test
    void saysHowToMakeATopicThatIsNotThereAndGoesOnOnceItIs() throws Exception {
        facts.add(Facts.orderExpired(O1));

        assertThatThrownBy(() -> store.store(facts.batch(0, 0, 1))).isInstanceOf(StoreException.class)
                .hasMessage("cannot send 1 facts to Kafka topic " + topic + " at " + broker.servers()
                        + ": there is no topic " + topic + ", and the brokers do not make it by themselves; make it, for"
                        + " instance with kafka-topics.sh --create --topic " + topic + " --partitions 12"
                        + " --replication-factor 3 --config min.insync.replicas=2");

        broker.createTopic(topic, 1);
        await().ignoreExceptionsInstanceOf(StoreException.class).untilAsserted(
                () -> store.store(facts.batch(0, 0, 1)));
        assertThat(broker.topic(topic).events()).hasSize(1);
    }

    @Test
    void saysWhenNoBrokerAnswers() {
        KafkaOrderStore nowhere = store("127.0.0.1:1", Optional.empty());

        assertThatThrownBy(() -> nowhere.position(3)).isInstanceOf(StoreException.class)
                .isNotInstanceOf(UnstorableException.class)
                .hasMessageStartingWith("cannot tell the position of shard 3 in Kafka topic " + topic
                        + " at 127.0.0.1:1: no broker answered within 3000 ms: ");
        nowhere.close();
    }

    @Test
    void tellsARecordThatTheBrokerNeverTakesFromAnOutage() throws Exception {
        broker.createTopic(topic, 1, Map.of("max.message.bytes", "600"));
        facts.add(Facts.orderExpired(O1), Facts.saleDefined("demo", "shop", "x".repeat(800), Facts.NEVER, "desk"),
                Facts.orderExpired(O2));

        assertThatThrownBy(() -> store.store(facts.batch(0, 0, 3))).isInstanceOf(UnstorableException.class)
                .hasMessageContaining(topic);
        assertThat(store.position(0)).isZero();
        store.store(facts.batch(0, 0, 1));
        assertThat(store.position(0)).isEqualTo(1);
    }

    @Test
    void tellsARecordThatTheClientNeverSendsFromAnOutage() throws Exception {
        broker.createTopic(topic, 1);
        Path file = Files.writeString(folder.resolve("client.properties"), "max.request.size=600\n");
        store = store(broker.servers(), Optional.of(file));
        facts.add(Facts.saleDefined("demo", "shop", "x".repeat(800), Facts.NEVER, "desk"));

        assertThatThrownBy(() -> store.store(facts.batch(0, 0, 1))).isInstanceOf(UnstorableException.class)
                .hasMessageContaining("max.request.size");
    }

    @Test
    void refusesAPositionThatIsBrokenUntilItIsMended() throws Exception {
        broker.createTopic(topic, 1);
        facts.add(Facts.orderExpired(O1), Facts.orderExpired(O2));
        store.store(facts.batch(0, 0, 1));
        String good = Files.readString(positionFile());
        for (String bad : new String[] {"", good.replace("1 of", "2 of"), good.strip(), good.replace("shard 0", "shard 1"),
            "\0\0\0\0"}) {
            Files.writeString(positionFile(), bad);
            for (Runnable use : List.<Runnable>of(() -> store.position(0), () -> store.store(facts.batch(0, 0, 2)))) {
                assertThatThrownBy(use::run).as(bad).isInstanceOf(StoreException.class)
                        .hasMessageContaining(positionFile() + " is broken");
            }
        }
        Files.writeString(positionFile(), good);

        store.store(facts.batch(0, 0, 2));

        assertThat(broker.topic(topic).events()).extracting(Event::id).containsExactly("0:1", "0:2");
    }

    @Test
    void beginsAnewWithATopicThatWasMadeAnew() throws Exception {
        broker.createTopic(topic, 1);
        facts.add(Facts.orderExpired(O1));
        store.store(facts.batch(0, 0, 1));
        broker.deleteTopic(topic);
        store.close();
        await().ignoreExceptions().untilAsserted(() -> broker.createTopic(topic, 1));

        assertThat(store.position(0)).isZero();
    }

    private Path journal(int length) throws IOException {
        Path journal = folder.resolve("journal");
        try (DiskJournal writer = new DiskJournal(journal, 0)) {
            writer.add(ScriptedFacts.facts(length));
        }
        return journal;
    }

    private OrderFlusher flusher(Path journal, long length) {
        return FlushUntilKilled.flusher(store(broker.servers(), Optional.empty()), journal, length);
    }

    private void flush(Path journal, long length) throws InterruptedException {
        OrderFlusher flusher = flusher(journal, length);
        flusher.start();
        assertThat(flusher.drain(Duration.ofMinutes(1))).isTrue();
    }

    private Path positionFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("stores"))) {
            return files.filter(file -> file.endsWith("shard-0.position")).findFirst().orElseThrow();
        }
    }
}
