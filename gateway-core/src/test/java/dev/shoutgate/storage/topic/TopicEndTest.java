package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.storage.DiskJournal;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.FlushUntilKilled;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.storage.ScriptedFacts;
import dev.shoutgate.storage.StoreAheadException;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.topic.Topic.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose events stand in a topic, and whether all that it acknowledged still does. */
class TopicEndTest {

    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static final UUID OURS = new UUID(0x8000, 1);
    private static final UUID THEIRS = new UUID(0x8000, 2);

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    private final String topic = "ends-" + TOPICS.incrementAndGet();
    private final FactList facts = new FactList().add(ScriptedFacts.facts(10));
    private final List<KafkaOrderStore> opened = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.shared();
    }

    @BeforeEach
    void makeTopic() throws Exception {
        broker.createTopic(topic, 1);
    }

    @AfterEach
    void close() {
        opened.forEach(KafkaOrderStore::close);
    }

    private KafkaOrderStore store(String data, UUID journal, boolean shared) throws IOException {
        Path patience = Files.writeString(folder.resolve("patience.properties"),
                "request.timeout.ms=30000\ndelivery.timeout.ms=60000\nmax.block.ms=60000\n");
        KafkaOrderStore store = new KafkaOrderStore("kafka",
                new KafkaSettings(broker.servers(), topic, Optional.of(patience), shared),
                folder.resolve(data), shard -> Optional.ofNullable(journal));
        opened.add(store);
        return store;
    }

    @Test
    void refusesATopicThatAnotherJournalFilled() throws Exception {
        store("first", THEIRS, false).store(facts.batch(0, 0, 2));

        for (UUID journal : new UUID[] {null, OURS}) {
            KafkaOrderStore second = store("second", journal, false);
            assertThat(second.position(0)).isZero();
            assertThatThrownBy(() -> second.newest(0)).isInstanceOf(StoreAheadException.class)
                    .hasMessageContainingAll(topic, "events of another journal: urn:uuid:" + THEIRS + " wrote 0:2",
                            journal == null ? "is new" : "is called urn:uuid:" + OURS, "set its shared to true");
        }
        assertThat(store("first", THEIRS, false).newest(0)).isEqualTo(2);
    }

    @Test
    void tellsTwoGatewaysApartWhereTheSettingsLetBothIn() throws Exception {
        store("first", THEIRS, false).store(facts.batch(0, 0, 2));
        KafkaOrderStore second = store("second", OURS, true);
        assertThat(second.newest(0)).isZero();
        second.store(facts.batch(0, 0, 3));

        List<Event> events = broker.topic(topic).events();
        assertThat(events).extracting(event -> event.source() + " " + event.id()).containsExactly(
                "urn:uuid:" + THEIRS + " 0:1", "urn:uuid:" + THEIRS + " 0:2", "urn:uuid:" + OURS + " 0:1",
                "urn:uuid:" + OURS + " 0:2", "urn:uuid:" + OURS + " 0:3");
        assertThat(store("first", THEIRS, true).newest(0)).isEqualTo(2);
    }

    @Test
    void findsItsOwnEventsAfterThePosition() throws Exception {
        KafkaOrderStore store = store("data", OURS, false);
        store.store(facts.batch(0, 0, 2));
        byte[] before = Files.readAllBytes(positionFile("data"));
        store.store(facts.batch(0, 2, 7));
        Files.write(positionFile("data"), before);

        // As of a folder that was put back as it once was: its journal may end with 2.
        assertThat(store("data", OURS, false).position(0)).isEqualTo(2);
        assertThat(store("data", OURS, false).newest(0)).isEqualTo(7);
    }

    @Test
    void goesOnWhereAnOlderReleaseStopped() throws Exception {
        sendAsAnOlderRelease(3);
        Files.createDirectories(positionFile("data").getParent());
        Files.writeString(positionFile("data"), asAnOlderReleaseWroteIt("2 of shard 0"));
        KafkaOrderStore store = store("data", OURS, false);
        assertThat(store.position(0)).isEqualTo(2);
        assertThat(store.newest(0)).isEqualTo(3);
        store.store(facts.batch(0, 2, 4));

        assertThat(broker.topic(topic).events()).extracting(event -> event.source() + " " + event.id())
                .as("what comes again has the name that it had").containsExactly(
                "/shoutgate/shards/0 0:1", "/shoutgate/shards/0 0:2", "/shoutgate/shards/0 0:3",
                "/shoutgate/shards/0 0:3", "urn:uuid:" + OURS + " 0:4");
        assertThat(store("data", OURS, false).newest(0)).isEqualTo(4);
    }

    @Test
    void takesEventsOfAnOlderReleaseForAnothersWithoutTheirPosition() throws Exception {
        sendAsAnOlderRelease(3);

        assertThatThrownBy(() -> store("data", OURS, false).newest(0)).isInstanceOf(StoreAheadException.class)
                .hasMessageContainingAll("/shoutgate/shards/0 wrote 0:3", folder.resolve("data/stores").toString());
    }

    @Test
    void mindsNoRecordsOfOtherPrograms() throws Exception {
        try (KafkaProducer<String, byte[]> other = producer()) {
            ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, "k", new byte[] {1});
            event.headers().add("ce_id", "0:9".getBytes(StandardCharsets.UTF_8))
                    .add("ce_type", "com.example.thing".getBytes(StandardCharsets.UTF_8)).add("ce_source", null);
            other.send(event).get();
            other.send(new ProducerRecord<>(topic, null, null)).get();
        }

        assertThat(store("data", OURS, false).newest(0)).isZero();
    }

    @Test
    void goesOnWithTheRightToWriteAlone() throws Exception {
        broker.forbidReading(topic);
        KafkaOrderStore store = store("data", OURS, false);
        assertThat(store.newest(0)).isZero();
        store.store(facts.batch(0, 0, 2));

        assertThat(store("data", OURS, false).newest(0)).isEqualTo(2);
    }

    @Test
    void writesEverythingIntoATopicThatIsMadeAnewMeanwhile() throws Exception {
        Path journal = folder.resolve("journal");
        try (DiskJournal writer = new DiskJournal(journal, 0)) {
            writer.add(ScriptedFacts.facts(10));
            OrderFlusher flusher =
                    new OrderFlusher(store("data", OURS, false)).follow(writer.follower());
            flusher.start();
            await().until(() -> flusher.position(0) == 10);
            broker.deleteTopic(topic);
            await().ignoreExceptions().untilAsserted(() -> broker.createTopic(topic, 1));
            writer.add(ScriptedFacts.facts(5));

            await().atMost(Duration.ofMinutes(1)).until(() -> flusher.position(0) == 15);
            assertThat(flusher.drain(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(broker.topic(topic).events()).extracting(Event::id).contains("0:1", "0:10", "0:15");
    }

    @Test
    void countsNothingAsStoredInATopicThatIsDeletedMeanwhile() throws Exception {
        KafkaOrderStore store = store("data", OURS, false);
        store.store(facts.batch(0, 0, 2));
        broker.deleteTopic(topic);
        await().ignoreExceptions().untilAsserted(() -> broker.createTopic(topic, 1));

        assertThatThrownBy(() -> store.store(facts.batch(0, 2, 4))).isInstanceOf(StoreException.class)
                .hasMessageContaining("the topic " + topic + " was deleted and made anew");
        assertThat(store.position(0)).isZero();
    }

    @Test
    void saysForGoodThatATopicHasLostItsEnd() throws Exception {
        KafkaOrderStore store = store("data", OURS, false);
        store.store(facts.batch(0, 0, 5));
        broker.killHard();
        broker.emptyPartition(topic, 0);
        broker.start();

        String lost = "partition 0 of the topic had records up to offset 4 and goes on at offset 0";
        assertThatThrownBy(() -> store.store(facts.batch(0, 5, 7))).isInstanceOf(StoreException.class)
                .hasMessageContainingAll(lost, "take the file " + positionFile("data") + " away");
        assertThatThrownBy(() -> store("data", OURS, false).position(0)).hasMessageContaining(lost);

        List<String> lines = Files.readAllLines(positionFile("data"));
        Files.writeString(positionFile("data"), lines.get(1) + "\n");
        assertThat(store("data", OURS, false).position(0)).as("an operator went on without them").isEqualTo(5);
        Files.delete(positionFile("data"));
        KafkaOrderStore again = store("data", OURS, false);
        again.store(facts.batch(0, 0, 7));
        assertThat(broker.topic(topic).events()).extracting(Event::id).contains("0:1", "0:2", "0:3", "0:4", "0:5");
    }

    @Test
    void findsALostEndWhenItOpensTheTopic() throws Exception {
        store("data", OURS, false).store(facts.batch(0, 0, 5));
        broker.killHard();
        broker.emptyPartition(topic, 0);
        broker.start();

        assertThatThrownBy(() -> store("data", OURS, false).position(0)).isInstanceOf(StoreException.class)
                .hasMessageContaining("had records up to offset 4 and goes on at offset 0");
    }

    @Test
    void losesNothingWhenItsPositionsAreMovedAwayMeanwhile() throws Exception {
        KafkaOrderStore store = store("data", OURS, false);
        store.store(facts.batch(0, 0, 5));
        Files.move(folder.resolve("data/stores"), folder.resolve("elsewhere"));
        store.store(facts.batch(0, 5, 8));

        assertThat(store("data", OURS, false).position(0)).isEqualTo(8);
        assertThat(broker.topic(topic).events()).extracting(Event::id)
                .containsExactlyInAnyOrder("0:1", "0:2", "0:3", "0:4", "0:5", "0:6", "0:7", "0:8");
    }

    private void sendAsAnOlderRelease(int count) throws Exception {
        KafkaEvents events = new KafkaEvents(topic, new EventSources(shard -> Optional.of(OURS)));
        try (KafkaProducer<String, byte[]> old = producer()) {
            facts.batch(0, 0, count).after(0).forEach(fact -> {
                ProducerRecord<String, byte[]> event = events.event(0, fact);
                event.headers().remove("ce_source").add("ce_source",
                        "/shoutgate/shards/0".getBytes(StandardCharsets.UTF_8));
                old.send(event);
            });
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.servers()), new StringSerializer(),
                new ByteArraySerializer());
    }

    private static String asAnOlderReleaseWroteIt(String words) {
        CRC32C crc = new CRC32C();
        crc.update(words.getBytes(StandardCharsets.ISO_8859_1));
        return words + ", crc32c " + Long.toHexString(crc.getValue()) + "\n";
    }

    private Path positionFile(String data) throws Exception {
        try (var admin = broker.admin()) {
            return folder.resolve(data).resolve("stores").resolve("kafka-" + admin.describeTopics(List.of(topic))
                    .topicNameValues().get(topic).get().topicId()).resolve("shard-0.position");
        }
    }
}
