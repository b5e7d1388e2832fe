package dev.shoutgate.storage.topic;

import dev.shoutgate.config.KafkaClientFile;
import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreAheadException;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import dev.shoutgate.storage.topic.ShardPositions.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
 * was acknowledged by all replicas in sync, in that very topic. After a crash or a failure events may come again, under
 * the same {@code ce_source} and {@code ce_id}: a reader that drops those it knows has exactly the journal.
 *
 * <p>A position says nothing about whose events these are. So what stands at the topic's end is read when it is opened
 * ({@link TopicEnd}): events of another journal refuse the start, as rows of another one do in a database, unless the
 * settings let other gateways in.
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
    private final EventSources sources;
    private final KafkaEvents events;
    private WritePace pace = WritePace.FULL_SPEED;
    private KafkaProducer<String, byte[]> producer;
    private KafkaTopic topic;
    private Uuid topicId;
    private TopicEnd end;
    private ShardPositions positions;
    private Exception openingFailure;
    private long openingFailedNs;

    /**
     * Names the topic; touches neither it nor the data folder yet.
     *
     * @param journalNames what the journal of each shard is called; empty as long as it has no first fact
     */
    public KafkaOrderStore(String name, KafkaSettings settings, Path dataFolder,
            IntFunction<Optional<UUID>> journalNames) {
        this.name = name;
        this.settings = settings;
        stores = dataFolder.toAbsolutePath().resolve("stores");
        sources = new EventSources(journalNames);
        events = new KafkaEvents(settings.topic(), sources);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void keepTo(WritePace writePace) {
        pace = writePace;
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
            return held(shard).sequence();
        } catch (Exception e) {
            throw failed("cannot tell the position of shard " + shard + " in ", e);
        }
    }

    /** An event may be here before the position is: what a crash, or a copy of the data folder, left behind. */
    @Override
    public long newest(int shard) {
        try {
            open();
            long position = held(shard).sequence();
            checkThatNobodyElseIsHere(shard, position);
            return Math.max(position, sources.newest(end, shard, position));
        } catch (Exception e) {
            throw failed("cannot tell the newest event of shard " + shard + " in ", e);
        }
    }

    private Position held(int shard) throws IOException {
        Position held = positions.read(shard);
        for (Map.Entry<Integer, Long> acknowledged : held.ends().entrySet()) {
            long now = end.offset(acknowledged.getKey());
            if (now < acknowledged.getValue()) {
                throw positions.markLost(shard, held,
                        KafkaAcks.lossOf(acknowledged.getKey(), acknowledged.getValue(), now));
            }
        }
        return held;
    }

    private void checkThatNobodyElseIsHere(int shard, long position) {
        for (TopicEnd.Newest other : end.sources()) {
            if (!settings.shared() && other.shard() == shard && !sources.isOurs(other.source(), shard, position)) {
                throw new StoreAheadException(this + " has events of another journal: " + other.source() + " wrote "
                        + shard + ":" + other.sequence() + " to partition " + other.partition() + ", and the journal of"
                        + " shard " + shard + " in this data folder is "
                        + sources.of(shard).map(own -> "called " + own).orElse("new") + ". Either the data folder is"
                        + " not the one that filled the topic: put that one back, with " + stores + ". Or another"
                        + " gateway writes there: name another topic in the storage setting. Or both may: set its"
                        + " shared to true, if every reader tells events apart by ce_source and ce_id.");
            }
        }
    }

    @Override
    public void store(FactBatch batch) {
        try {
            open();
            Position held = held(batch.shard());
            // Of a batch whose facts are all dead letters only the end is left.
            if (batch.lastSequence() > held.sequence()) {
                KafkaAcks acks = new KafkaAcks(held.ends());
                sendAll(batch.shard(), batch.after(held.sequence()), acks);
                if (acks.loss() != null) {
                    throw positions.markLost(batch.shard(), held, acks.loss());
                }
                end.grewTo(acks.ends());
                positions.write(batch.shard(), new Position(batch.lastSequence(), acks.ends()));
            }
        } catch (Exception e) {
            throw failed("cannot send " + batch.size() + " facts to ", e);
        }
    }

    @Override
    public void storeAgain(int shard, List<StoredFact> facts) {
        try {
            newest(shard);
            sendAll(shard, facts, new KafkaAcks(Map.of()));
        } catch (Exception e) {
            throw failed("cannot send " + facts.size() + " facts again to ", e);
        }
    }

    private void sendAll(int shard, List<StoredFact> facts, KafkaAcks acks) throws Exception {
        for (List<ProducerRecord<String, byte[]>> round : events.rounds(shard, facts)) {
            send(round, acks);
        }
        topic.checkThatItStillIs(topicId);
    }

    /** Returns when the brokers have all of it. */
    private void send(List<ProducerRecord<String, byte[]>> round, KafkaAcks acks) throws Exception {
        int sent = 0;
        for (ProducerRecord<String, byte[]> event : round) {
            producer.send(event, acks);
            sent++;
            if (sent % WritePace.FACTS == 0) {
                pace.wrote(WritePace.FACTS);
            }
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
            topic = new KafkaTopic(client, settings.topic(), REQUEST_TIMEOUT_MS);
            topicId = topic.id(producer);
            end = TopicEnd.read(client, settings.topic(), REQUEST_TIMEOUT_MS);
            positions = new ShardPositions(stores.resolve("kafka-" + topicId));
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
        return cause instanceof StoreAheadException another ? another : new StoreException(message, cause);
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
        closeQuietly(topic);
        topic = null;
        closeQuietly(producer == null ? null : () -> producer.close(Duration.ZERO));
        producer = null;
    }

    private void closeQuietly(AutoCloseable client) {
        try {
            if (client != null) {
                client.close();
            }
        } catch (Exception e) {
            LOG.debug("closing {}", this, e);
        }
    }

    @Override
    public String toString() {
        return "Kafka topic " + settings.topic() + " at " + settings.bootstrapServers();
    }
}
