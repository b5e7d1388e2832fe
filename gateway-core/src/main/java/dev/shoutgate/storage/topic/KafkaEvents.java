package dev.shoutgate.storage.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.storage.EventType;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final String topic;
    private final EventBody bodies = new EventBody();
    private final TimestampText timestamps = new TimestampText();

    KafkaEvents(String topic) {
        this.topic = topic;
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
        ObjectNode body = bodies.of(fact);
        String key = key(shard, body);
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, key, bodies.bytes(body));
        Headers headers = event.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", shard + ":" + fact.sequence());
        add(headers, "ce_source", "/shoutgate/shards/" + shard);
        add(headers, "ce_type", type(fact, body).text());
        add(headers, "ce_time", timestamps.of(fact.timeMs()));
        add(headers, "ce_subject", key);
        add(headers, "content-type", "application/json");
        return event;
    }

    /** The order, also for a payment that it could not take; else the sale; else the shard. */
    private static String key(int shard, ObjectNode body) {
        return body.has("orderId") ? body.get("orderId").textValue()
                : body.has("saleId") ? body.get("saleId").textValue() : Integer.toString(shard);
    }

    private static EventType type(StoredFact fact, ObjectNode body) {
        if (fact instanceof StoredFact.SaleEvent event && !event.type().equals(EventType.MOVED)) {
            return EventType.of(event.type());
        }
        String status = body.get("status").textValue();
        return EventType.of(fact instanceof StoredFact.SaleEvent ? EventType.MOVED + " " + status : status);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
