package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Facts as records of a topic: CloudEvents 1.0 in the binary mode of its Kafka binding, so that a reader has the
 * attributes without a look at the JSON.
 *
 * <p>The record's own time is left to the broker: a topic keeps records by it, and an old fact that is sent again would
 * be gone at once. The fact's is {@code ce_time}.
 *
 * <p>Threading: one thread.
 */
final class KafkaEvents {

    /** How every {@code ce_type} begins. */
    static final String TYPES = "dev.shoutgate.";

    private final String topic;
    private final EventSources sources;
    private final EventBody bodies = new EventBody();
    private final TimestampText timestamps = new TimestampText();

    KafkaEvents(String topic, EventSources sources) {
        this.topic = topic;
        this.sources = sources;
    }

    /**
     * The facts as records, in rounds: every round has a key once at most. Records of one round may overtake each
     * other, and when one fails, those after it may arrive all the same. So what comes later of a key is sent only when
     * the round before has arrived.
     */
    List<List<ProducerRecord<String, byte[]>>> rounds(int shard, List<StoredFact> facts) {
        List<List<ProducerRecord<String, byte[]>>> rounds = new ArrayList<>();
        Map<String, Integer> timesSeen = new HashMap<>(2 * facts.size());
        for (StoredFact fact : facts) {
            ProducerRecord<String, byte[]> event = event(shard, fact);
            int round = timesSeen.merge(event.key(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(event);
        }
        return rounds;
    }

    ProducerRecord<String, byte[]> event(int shard, StoredFact fact) {
        EventBody body = bodies.of(fact);
        String key = key(shard, body);
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, key, body.bytes());
        Headers headers = event.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", shard + ":" + fact.sequence());
        add(headers, "ce_source", sources.of(shard, fact.sequence()));
        add(headers, "ce_type", type(body.event()));
        add(headers, "ce_time", timestamps.of(fact.timeMs()));
        add(headers, "ce_subject", key);
        // The extension "sequence" compares them as text.
        add(headers, "ce_sequence", "%019d".formatted(fact.sequence()));
        add(headers, "ce_shard", Integer.toString(shard));
        add(headers, "ce_dataschema", schema(body.event()));
        add(headers, "content-type", "application/json");
        return event;
    }

    /** The order, also for a payment that it could not take; else the sale; else the shard. */
    private static String key(int shard, EventBody body) {
        return Stream.of("orderId", "saleId").map(body::text).filter(Objects::nonNull).findFirst()
                .orElse(Integer.toString(shard));
    }

    /** The {@code v1} changes only if an old reader could not read the new JSON: new fields do not change it. */
    static String type(String event) {
        return TYPES + event + ".v1";
    }

    /** Where {@code /schemas/events.json} has the JSON Schema of an event: its {@code $id}. */
    static String schema(String event) {
        return "tag:shoutgate.dev,2026:" + event + ".v1";
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
