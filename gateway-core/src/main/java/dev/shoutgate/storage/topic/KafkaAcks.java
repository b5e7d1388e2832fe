package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What became of the records of one round.
 *
 * <p>Threading: the producer's thread reports, the flusher's asks.
 */
final class KafkaAcks implements Callback {

    private final AtomicInteger arrived = new AtomicInteger();
    private volatile Exception outage;
    private volatile Exception unstorable;

    @Override
    public void onCompletion(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            arrived.incrementAndGet();
        } else if (isUnstorable(failure)) {
            unstorable = failure;
        } else if (outage == null) {
            outage = failure;
        }
    }

    /** Such a record fails again and again; everything else passes, or is mended at the broker. */
    static boolean isUnstorable(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof SerializationException;
    }

    boolean hasFailed() {
        return outage != null || unstorable != null;
    }

    /** Throws the outage before the record that cannot be stored: of that one the next try tells again. */
    void check(int sent) throws Exception {
        if (outage != null) {
            throw outage;
        }
        if (unstorable != null) {
            throw unstorable;
        }
        if (arrived.get() != sent) {
            throw new StoreException("only " + arrived.get() + " of " + sent + " events were acknowledged");
        }
    }
}
