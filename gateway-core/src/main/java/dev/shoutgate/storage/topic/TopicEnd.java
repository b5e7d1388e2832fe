package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands at the end of a topic, when it was opened: who wrote there, how far each came, and where the partitions
 * end. Only events of gateways count; whatever else the topic holds is nobody's business here.
 *
 * <p>It reads the last events of every partition, as no member of a group and without a trace at the brokers.
 *
 * <p>Threading: one thread.
 */
final class TopicEnd {

    /** So many of the last events of each partition are looked at: what others wrote meanwhile may be among them. */
    static final int LAST_EVENTS = 500;

    private static final int FETCH_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TopicEnd.class);
    private static final Pattern ID = Pattern.compile("(\\d{1,4}):(\\d{1,18})");

    /** The newest event of one source. */
    record Newest(String source, int shard, long sequence, int partition) {}

    private final Map<String, Newest> bySource = new TreeMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();

    private TopicEnd() {}

    /**
     * Reads it.
     *
     * @param client the settings of the client; {@code limitMs}: how long the brokers may say nothing
     * @throws StoreException where that was not enough
     */
    static TopicEnd read(Map<String, Object> client, String topic, int limitMs) {
        TopicEnd end = new TopicEnd();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(reading(client, limitMs),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            end.read(consumer, topic, limitMs);
        } catch (AuthorizationException writesOnly) {
            LOG.warn("This user may write to the topic {} and not read it, so nobody looks whether another gateway"
                    + " writes there too: {}", topic, writesOnly.getMessage());
            end.bySource.clear();
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
        return end;
    }

    private static Map<String, Object> reading(Map<String, Object> client, int limitMs) {
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMs);
        reading.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        reading.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return reading;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, String topic, int limitMs) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition())).toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> from = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> to = consumer.endOffsets(partitions);
        to.forEach((partition, end) -> {
            ends.put(partition.partition(), end);
            consumer.seek(partition, Math.max(from.get(partition), end - LAST_EVENTS));
        });
        long heardNs = System.nanoTime();
        while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> events = consumer.poll(Duration.ofMillis(100));
            events.forEach(this::look);
            // From the last events on: a topic of many partitions may take long, but goes on.
            heardNs = events.isEmpty() ? heardNs : System.nanoTime();
            if (System.nanoTime() - heardNs > TimeUnit.MILLISECONDS.toNanos(limitMs)) {
                throw new StoreException("the brokers handed over none of the topic's last events for " + limitMs
                        + " ms");
            }
        }
    }

    private void look(ConsumerRecord<byte[], byte[]> event) {
        String source = header(event, "ce_source");
        Matcher id = ID.matcher(header(event, "ce_id"));
        if (id.matches() && header(event, "ce_type").startsWith(KafkaEvents.TYPES)) {
            bySource.merge(source, new Newest(source, Integer.parseInt(id.group(1)), Long.parseLong(id.group(2)),
                    event.partition()), (one, other) -> one.sequence > other.sequence ? one : other);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The newest sequence of a source among the last events; 0 where there is none of it. */
    long newest(String source) {
        Newest newest = bySource.get(source);
        return newest == null ? 0 : newest.sequence;
    }

    /** The newest event of every source. */
    Iterable<Newest> sources() {
        return bySource.values();
    }

    /** Takes in what was acknowledged since. */
    void grewTo(Map<Integer, Long> acknowledged) {
        acknowledged.forEach((partition, offset) -> ends.merge(partition, offset, Math::max));
    }

    /** The offset after the last record of a partition; 0 where there is no such partition. */
    long offset(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
