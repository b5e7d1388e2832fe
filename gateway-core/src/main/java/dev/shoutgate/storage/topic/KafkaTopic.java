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
 * Asks the brokers whether the topic is there.
 *
 * <p>Threading: one thread.
 */
final class KafkaTopic {

    private final String name;
    private final int limitMs;

    /** {@code limitMs}: how long the brokers may take to answer. */
    KafkaTopic(String name, int limitMs) {
        this.name = name;
        this.limitMs = limitMs;
    }

    /**
     * What the brokers call it: an id that a topic of the same name, made anew, does not share. {@code producer} asks
     * for it where it is not there, and brokers that are set up so make it then.
     *
     * @throws StoreException where it is not there, or nobody answers
     */
    Uuid id(Map<String, Object> client, Producer<?, ?> producer) throws Exception {
        Admin admin = Admin.create(client);
        try {
            return id(admin, producer);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private Uuid id(Admin admin, Producer<?, ?> producer) throws Exception {
        try {
            return describe(admin);
        } catch (UnknownTopicOrPartitionException absent) {
            try {
                producer.partitionsFor(name);
                return describe(admin);
            } catch (TimeoutException | UnknownTopicOrPartitionException stillAbsent) {
                throw new StoreException("there is no topic " + name + ", and the brokers do not make it by themselves;"
                        + " make it, for instance with kafka-topics.sh --create --topic " + name + " --partitions 12"
                        + " --replication-factor 3 --config min.insync.replicas=2", absent);
            }
        }
    }

    private Uuid describe(Admin admin) throws Exception {
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
}
