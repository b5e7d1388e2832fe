package dev.shoutgate.storage.topic;

import dev.shoutgate.config.KafkaClientFile;
import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.UnstorableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders as events in a Kafka topic, for whoever wants to read them.
 *
 * <p>Every event arrives at least once, the first time in order per key. A topic has no place for the position, so it
 * stands in the data folder, under the id that the brokers gave the topic, and is moved only when every event up to it
 * was acknowledged by all replicas in sync. After a crash or a failure events may come again, under the same
 * {@code ce_id}: a reader that drops those it knows has exactly the journal.
 *
 * <p>Nothing overtakes: a batch is sent in rounds that have each key once ({@link KafkaEvents#rounds}), and after any
 * outage the producer is closed, and a new one goes on from the position. An event that is too large for the brokers
 * is no outage: by the time it is told, the rest of its round was acknowledged.
 *
 * <p>Threading: one thread at a time. The producer has a thread of its own.
 */
public final class KafkaOrderStore implements OrderStore {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOrderStore.class);

    /** How long a call to a broker may take before it counts as lost. */
    private static final int REQUEST_TIMEOUT_MS = 3_000;

    /** How long an event may take, repeated requests included: as long as a stop has to wait for a try under way. */
    private static final int DELIVERY_TIMEOUT_MS = 8_000;

    /** So soon after a failed opening the answer is the same, without another try: a start asks after rehearsing. */
    private static final long FAILURE_COUNTS_NS = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private final KafkaSettings settings;
    private final Path stores;
    private final KafkaEvents events;
    private KafkaProducer<String, byte[]> producer;
    private ShardPositions positions;
    private Exception openingFailure;
    private long openingFailedNs;

    /** Names the topic; touches neither it nor the data folder yet. */
    public KafkaOrderStore(String name, KafkaSettings settings, Path dataFolder) {
        this.name = name;
        this.settings = settings;
        stores = dataFolder.toAbsolutePath().resolve("stores");
        events = new KafkaEvents(settings.topic());
    }

    @Override
    public String name() {
        return name;
    }

    /** Opens it, which changes nothing there: the first answer of a broker takes a second, and of none three. */
    @Override
    public void rehearse() {
        try {
            open();
        } catch (Exception e) {
            LOG.debug("opening {} ahead of need", this, e);
        }
    }

    @Override
    public long position(int shard) {
        try {
            open();
            return positions.read(shard);
        } catch (Exception e) {
            throw failed("cannot tell the position of shard " + shard + " in ", e);
        }
    }

    @Override
    public void store(FactBatch batch) {
        try {
            open();
            long held = positions.read(batch.shard());
            // Of a batch whose facts are all dead letters only the end is left.
            if (batch.lastSequence() > held) {
                sendAll(batch.shard(), batch.after(held));
                positions.write(batch.shard(), batch.lastSequence());
            }
        } catch (Exception e) {
            throw failed("cannot send " + batch.size() + " facts to ", e);
        }
    }

    @Override
    public void storeAgain(int shard, List<StoredFact> facts) {
        try {
            open();
            sendAll(shard, facts);
        } catch (Exception e) {
            throw failed("cannot send " + facts.size() + " facts again to ", e);
        }
    }

    private void sendAll(int shard, List<StoredFact> facts) throws Exception {
        for (List<ProducerRecord<String, byte[]>> round : events.rounds(shard, facts)) {
            send(round);
        }
    }

    /** Returns when the brokers have all of it. */
    private void send(List<ProducerRecord<String, byte[]>> round) throws Exception {
        KafkaAcks acks = new KafkaAcks();
        int sent = 0;
        for (ProducerRecord<String, byte[]> event : round) {
            producer.send(event, acks);
            sent++;
            // Without a broker each would wait as long for its turn as this one did.
            if (acks.hasFailed()) {
                break;
            }
        }
        producer.flush();
        acks.check(sent);
    }

    private void open() throws Exception {
        if (positions != null) {
            return;
        }
        if (openingFailure != null && System.nanoTime() - openingFailedNs < FAILURE_COUNTS_NS) {
            throw openingFailure;
        }
        try {
            Map<String, Object> client = client();
            producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
            Uuid topic = new KafkaTopic(settings.topic(), REQUEST_TIMEOUT_MS).id(client, producer);
            positions = new ShardPositions(stores.resolve("kafka-" + topic));
            openingFailure = null;
        } catch (Exception e) {
            openingFailure = e;
            openingFailedNs = System.nanoTime();
            throw e;
        }
    }

    /** The file's settings over those that may be changed, and those that may not over the file's. */
    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        client.put(ProducerConfig.CLIENT_ID_CONFIG, "shoutgate");
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MS);
        client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        client.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        client.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.propertiesFile().ifPresent(file -> client.putAll(KafkaClientFile.read(file)));
        client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return client;
    }

    private StoreException failed(String what, Exception cause) {
        String message = what + this + ": " + reason(cause);
        if (KafkaAcks.isUnstorable(cause)) {
            return new UnstorableException(message, cause);
        }
        close();
        return new StoreException(message, cause);
    }

    /** The client's own exceptions often say no more than what it did; why it failed is underneath. */
    private static String reason(Throwable cause) {
        Throwable reason = cause;
        while (reason instanceof KafkaException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    /** At once: what is still under way is sent again, and what arrived of it meanwhile is known by its id. */
    @Override
    public void close() {
        positions = null;
        if (producer != null) {
            try {
                producer.close(Duration.ZERO);
            } catch (RuntimeException e) {
                LOG.debug("closing {}", this, e);
            }
            producer = null;
        }
    }

    @Override
    public String toString() {
        return "Kafka topic " + settings.topic() + " at " + settings.bootstrapServers();
    }
}
