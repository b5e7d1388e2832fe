package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.topic.Topic.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/stores.md} tells readers to do against events that come again, done by readers of a real broker. The
 * topic has every event twice, as after a crash that took the position with it.
 */
class RepeatsTest {

    private static final String IN_TWO = "twice-in-two-partitions";
    private static final String IN_ONE = "twice-in-one-partition";
    private static final int ORDERS = 400;
    /** Held and confirmed: so many orders are held before the first of them is paid. */
    private static final int BLOCK = 10;
    private static final int EVENTS = 2 * ORDERS;

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;

    @BeforeAll
    static void sendEverythingTwice() throws Exception {
        broker = KafkaBroker.shared();
        sendTwice(IN_TWO, 2);
        sendTwice(IN_ONE, 1);
    }

    private static void sendTwice(String topic, int partitions) throws Exception {
        broker.createTopic(topic, partitions);
        FactList facts = new FactList();
        for (int block = 0; block < ORDERS; block += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                facts.add(Facts.orderTaken(id(block + i), "b", Facts.HELD, 1, 2, "", new Facts.Line("phone", 1, 5)));
            }
            for (int i = 0; i < BLOCK; i++) {
                facts.add(Facts.orderConfirmed(id(block + i), "pay", false));
            }
        }
        for (String data : List.of("first", "again")) {
            try (KafkaOrderStore store = new KafkaOrderStore("kafka",
                    new KafkaSettings(broker.servers(), topic, Optional.empty(), false), folder.resolve(data),
                    Topic.NAMES)) {
                for (int block = 0; block < EVENTS; block += 2 * BLOCK) {
                    store.store(facts.batch(0, block, block + 2 * BLOCK));
                }
            }
        }
    }

    private static String id(int number) {
        return String.format("%016d", number);
    }

    /** For readers that get the events of a key in order: the highest sequence of each key is enough. */
    private static final class HighestOfEachKey implements Consumer<Event> {
        private final Map<String, String> highest = new HashMap<>();
        private final List<String> taken = new ArrayList<>();

        @Override
        public void accept(Event event) {
            String sequence = event.headers().get("ce_sequence");
            if (sequence.compareTo(highest.getOrDefault(event.key(), "")) > 0) {
                highest.put(event.key(), sequence);
                taken.add(event.id());
            }
        }
    }

    /** For any reader: what was seen is known by its name. */
    private static final class EveryId implements Consumer<Event> {
        private final Set<String> seen = new HashSet<>();
        private final List<String> taken = new ArrayList<>();

        @Override
        public void accept(Event event) {
            if (seen.add(event.source() + " " + event.id())) {
                taken.add(event.id());
            }
        }
    }

    /** For any reader that keeps a row of each order: every event has all of the order, and the newer one stays. */
    private static final class NewerRow implements Consumer<Event> {
        private final Map<String, Event> rows = new HashMap<>();

        @Override
        public void accept(Event event) {
            rows.merge(event.key(), event, (one, other) ->
                    one.headers().get("ce_sequence").compareTo(other.headers().get("ce_sequence")) >= 0 ? one : other);
        }
    }

    @Test
    void aGroupLosesNothingByTheHighestSequenceOfEachKey() {
        HighestOfEachKey reader = new HighestOfEachKey();
        try (KafkaConsumer<String, byte[]> first = member()) {
            for (int left = EVENTS; left > 0;) {
                left -= hand(first.poll(Duration.ofMillis(100)), reader);
            }
        }
        // It died in the middle and had committed nothing: two others get all of it again.
        try (KafkaConsumer<String, byte[]> second = member(); KafkaConsumer<String, byte[]> third = member()) {
            for (int left = 2 * EVENTS; left > 0;) {
                left -= hand(second.poll(Duration.ofMillis(100)), reader);
                left -= hand(third.poll(Duration.ofMillis(100)), reader);
            }
        }
        assertThat(reader.taken).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    private static KafkaConsumer<String, byte[]> member() {
        KafkaConsumer<String, byte[]> member = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.servers(),
                "group.id", "in-order", "enable.auto.commit", false, "auto.offset.reset", "earliest",
                "max.poll.records", 100), new StringDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(IN_TWO));
        return member;
    }

    private static int hand(ConsumerRecords<String, byte[]> records, Consumer<Event> reader) {
        records.forEach(record -> reader.accept(Event.of(record)));
        return records.count();
    }

    /** Its members get records of one partition side by side, so a key's later event may be done before an earlier. */
    @Test
    void aShareGroupLosesEventsByTheHighestSequenceOfEachKey() throws Exception {
        HighestOfEachKey reader = new HighestOfEachKey();
        readByTwo("drops", reader);

        assertThat(reader.taken).doesNotHaveDuplicates().hasSizeLessThan(EVENTS);
    }

    @Test
    void aShareGroupLosesNothingByTheSetOfIds() throws Exception {
        EveryId reader = new EveryId();
        readByTwo("ids", reader);

        assertThat(reader.taken).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void aShareGroupEndsWithTheNewestOfEachOrderByItsSequence() throws Exception {
        NewerRow reader = new NewerRow();
        readByTwo("rows", reader);

        assertThat(reader.rows).hasSize(ORDERS).allSatisfy((order, event) -> assertThat(event.data())
                .contains("\"status\":\"CONFIRMED\"", "\"buyerId\":\"b1\"", "\"items\":[{"));
    }

    /** Two members poll, and the second is done first with what it got, as happens where each has a thread. */
    private static void readByTwo(String group, Consumer<Event> reader) throws Exception {
        fromTheBeginning(group);
        try (KafkaShareConsumer<String, byte[]> one = sharer(group); KafkaShareConsumer<String, byte[]> two =
                sharer(group)) {
            for (int left = 2 * EVENTS; left > 0;) {
                ConsumerRecords<String, byte[]> early = one.poll(Duration.ofMillis(200));
                ConsumerRecords<String, byte[]> late = two.poll(Duration.ofMillis(200));
                left -= hand(late, reader) + hand(early, reader);
                one.commitSync();
                two.commitSync();
            }
        }
    }

    private static void fromTheBeginning(String group) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group),
                    List.of(new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"),
                            AlterConfigOp.OpType.SET)))).all().get();
        }
    }

    private static KafkaShareConsumer<String, byte[]> sharer(String group) {
        KafkaShareConsumer<String, byte[]> sharer = new KafkaShareConsumer<>(Map.of(
                "bootstrap.servers", broker.servers(), "group.id", group, "max.poll.records", 15,
                "share.acquire.mode", "record_limit"), new StringDeserializer(), new ByteArrayDeserializer());
        sharer.subscribe(List.of(IN_ONE));
        return sharer;
    }
}
