package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers whether the topic is there, and whether it is still the same.
 *
 * <p>Threading: one thread.
 */
final class KafkaTopic implements AutoCloseable {

    private final Admin admin;
    private final String name;
    private final int limitMs;

    /** {@code limitMs}: how long the brokers may take to answer. */
    KafkaTopic(Map<String, Object> client, String name, int limitMs) {
        admin = Admin.create(client);
        this.name = name;
        this.limitMs = limitMs;
    }

    /**
     * What the brokers call it: an id that a topic of the same name, made anew, does not share. {@code producer} asks
     * for it where it is not there, and brokers that are set up so make it then.
     *
     * @throws StoreException where it is not there, or nobody answers
     */
    Uuid id(Producer<?, ?> producer) throws Exception {
        try {
            return describe();
        } catch (UnknownTopicOrPartitionException absent) {
            try {
                producer.partitionsFor(name);
                return describe();
            } catch (TimeoutException | UnknownTopicOrPartitionException stillAbsent) {
                throw new StoreException("there is no topic " + name + ", and the brokers do not make it by themselves;"
                        + " make it, for instance with kafka-topics.sh --create --topic " + name + " --partitions 12"
                        + " --replication-factor 3 --config min.insync.replicas=2", absent);
            }
        }
    }

    /**
     * What was acknowledged stands in the topic of that id, unless it was deleted meanwhile: a producer does not say
     * that it went on in another one of the same name.
     *
     * @throws StoreException where it is gone, or nobody answers
     */
    void checkThatItStillIs(Uuid id) throws Exception {
        Uuid now;
        try {
            now = describe();
        } catch (UnknownTopicOrPartitionException deleted) {
            throw new StoreException("the topic " + name + " was deleted while the gateway wrote to it", deleted);
        }
        if (!now.equals(id)) {
            throw new StoreException("the topic " + name + " was deleted and made anew while the gateway wrote to it;"
                    + " the new one gets everything that the journal still has");
        }
    }

    private Uuid describe() throws Exception {
        try {
            Uuid id = admin.describeTopics(List.of(name), new DescribeTopicsOptions().timeoutMs(limitMs))
                    .topicNameValues().get(name).get().topicId();
            if (id.equals(Uuid.ZERO_UUID)) {
                throw new StoreException("the brokers have no ids for topics; wants Kafka 2.8 or newer");
            }
            return id;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new StoreException(
                        "no broker answered within " + limitMs + " ms: " + e.getCause().getMessage(), e);
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
