package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What became of the records of one batch, round by round, and where they stand.
 *
 * <p>Threading: the producer's thread reports, the flusher's asks.
 */
final class KafkaAcks implements Callback {

    private final AtomicInteger arrived = new AtomicInteger();
    private final Map<Integer, Long> endsBefore;
    private final Map<Integer, Long> ends;
    private volatile Exception outage;
    private volatile Exception unstorable;
    private volatile String loss;

    /** {@code endsBefore}: by partition, the offset after what was acknowledged before this batch. */
    KafkaAcks(Map<Integer, Long> endsBefore) {
        this.endsBefore = endsBefore;
        ends = new ConcurrentHashMap<>(endsBefore);
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            place(metadata);
            arrived.incrementAndGet();
        } else if (isUnstorable(failure)) {
            unstorable = failure;
        } else if (outage == null) {
            outage = failure;
        }
    }

    /** An event stands after all that came before it, unless some of that is gone. */
    private void place(RecordMetadata metadata) {
        // A repeated request whose first answer was lost may be told no offset.
        if (metadata.hasOffset()) {
            long endBefore = endsBefore.getOrDefault(metadata.partition(), 0L);
            if (loss == null && metadata.offset() < endBefore) {
                loss = lossOf(metadata.partition(), endBefore, metadata.offset());
            }
            ends.merge(metadata.partition(), metadata.offset() + 1, Math::max);
        }
    }

    /** What is to be said of a partition that went on at an offset, though it had acknowledged more. */
    static String lossOf(int partition, long endBefore, long wentOnAt) {
        return "partition " + partition + " of the topic had records up to offset " + (endBefore - 1)
                + " and goes on at offset " + wentOnAt;
    }

    /** Such a record fails again and again; everything else passes, or is mended at the broker. */
    static boolean isUnstorable(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof SerializationException;
    }

    boolean hasFailed() {
        return outage != null || unstorable != null;
    }

    /**
     * Of one round, whose records are no longer under way. Throws the outage before the record that cannot be stored:
     * of that one the next try tells again.
     */
    void check(int sent) throws Exception {
        if (outage != null) {
            throw outage;
        }
        if (unstorable != null) {
            throw unstorable;
        }
        int acknowledged = arrived.getAndSet(0);
        if (acknowledged != sent) {
            throw new StoreException("only " + acknowledged + " of " + sent + " events were acknowledged");
        }
    }

    /** By partition, the offset after the last event that was acknowledged, earlier batches included. */
    Map<Integer, Long> ends() {
        return ends;
    }

    /** That a partition has lost what it had acknowledged before this batch; null where none has. */
    String loss() {
        return loss;
    }
}
