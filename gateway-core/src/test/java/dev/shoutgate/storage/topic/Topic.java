package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalName;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.storage.FactBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic as one who reads it meets it. */
public final class Topic {

    /** One event, with its attributes by header. */
    public record Event(String key, Map<String, String> headers, String data) {

        static Event of(ConsumerRecord<String, byte[]> read) {
            return new Event(read.key(), byName(read.headers()), new String(read.value(), StandardCharsets.UTF_8));
        }

        static Event of(ProducerRecord<String, byte[]> sent) {
            return new Event(sent.key(), byName(sent.headers()), new String(sent.value(), StandardCharsets.UTF_8));
        }

        private static Map<String, String> byName(Headers headers) {
            Map<String, String> byName = new TreeMap<>();
            for (Header header : headers) {
                assertThat(byName.put(header.key(), new String(header.value(), StandardCharsets.UTF_8))).isNull();
            }
            return byName;
        }

        public String id() {
            return headers.get("ce_id");
        }

        public String source() {
            return headers.get("ce_source");
        }

        public String type() {
            return headers.get("ce_type");
        }
    }

    /** What a shard's journal is called where there is none. */
    static final IntFunction<Optional<UUID>> NAMES = shard -> Optional.of(new UUID(0x8000, shard));

    private final String servers;
    private final String name;

    Topic(String servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    /** All that is there now, repeated events too, in order within each partition. */
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", servers),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(read -> events.add(Event.of(read)));
            }
        }
        events.forEach(EventSchemas::check);
        return events;
    }

    /** What one who drops the ids that came before has of each key, in the order in which it came. */
    static Map<String, List<Event>> onceByKey(List<Event> events) {
        Set<String> seen = new HashSet<>();
        Map<String, List<Event>> byKey = new LinkedHashMap<>();
        for (Event event : events) {
            if (seen.add(event.id())) {
                byKey.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
            }
        }
        return byKey;
    }

    /** Every fact of a journal at rest is here, in order per key; says how many events were sent again. */
    public int assertTellsTheJournal(Path journal, int shard) throws IOException {
        List<Event> facts = eventsOf(journal, shard);
        List<Event> events = events();
        Map<String, List<Event>> wanted = onceByKey(facts);
        Map<String, List<Event>> got = onceByKey(events);
        // Key by key, because a comparison of the whole cannot be read.
        wanted.forEach((key, ofKey) -> assertThat(got.get(key)).as("events of %s", key).isEqualTo(ofKey));
        assertThat(got.keySet()).isEqualTo(wanted.keySet());
        assertThat(facts).isNotEmpty();
        return events.size() - facts.size();
    }

    private List<Event> eventsOf(Path journal, int shard) throws IOException {
        FolderDisk disk = FolderDisk.create(journal);
        long last = JournalRecovery.recover(disk, shard, 1, (sequence, timeMs, buffer, offset, length) -> {})
                .lastSequence();
        Optional<UUID> journalName = JournalName.of(disk, new FolderDisk(journal.resolveSibling("snapshots")), shard);
        KafkaEvents encoder = new KafkaEvents(name, new EventSources(any -> journalName.or(() -> NAMES.apply(any))));
        List<Event> events = new ArrayList<>();
        FactBatch batch = new FactBatch(shard);
        JournalFollower follower = new JournalFollower(disk, shard, 1, () -> last);
        follower.seek(1);
        while (batch.lastSequence() < last) {
            batch.restartAfter(batch.lastSequence());
            follower.poll(batch, 256);
            batch.after(batch.lastSequence() - batch.size()).forEach(fact -> events.add(Event.of(encoder.event(shard, fact))));
        }
        follower.close();
        return events;
    }
}
