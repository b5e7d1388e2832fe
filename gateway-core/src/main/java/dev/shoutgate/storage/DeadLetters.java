package dev.shoutgate.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts that one store did not take: a file for each shard in a folder of the store's own. {@code gateway flush
 * --dead-letter} tries them again.
 *
 * <p>What follows in an order of which a fact waits here comes here too, in sequence: its payment would find no row, or
 * would stand in the store before what it follows. And a fact that is here stays here until that command, so that the
 * same fact is never taken after one that came later; that is why a start reads what waits.
 *
 * <p>Threading: the flusher's thread. The figures may be read from any.
 */
public final class DeadLetters {

    /** A flood of them is a line a minute, not one each. */
    static final long LOG_EVERY_NS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final OrderStore store;
    private final Path folder;
    private final Map<Integer, OfShard> shards = new TreeMap<>();
    private boolean logged;
    private long lastLogNs;
    private volatile long added;
    private volatile long waiting;

    private record OfShard(DeadLetterFile file, Map<Long, DeadLetter> letters, Set<String> orders) { }

    public DeadLetters(OrderStore store, Path folder) {
        this(LoggerFactory.getLogger(DeadLetters.class), store, folder);
    }

    DeadLetters(Logger log, OrderStore store, Path folder) {
        this.log = log;
        this.store = store;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Reads what waits of a shard; once, and before any of its facts is stored. */
    void load(int shard) throws IOException {
        if (shards.containsKey(shard)) {
            return;
        }
        DeadLetterFile file = new DeadLetterFile(folder, shard);
        Map<Long, DeadLetter> letters = file.read();
        Set<String> orders = new HashSet<>();
        letters.values().forEach(letter -> orders.add(DeadLetter.orderOf(letter.fact())));
        orders.remove(null);
        shards.put(shard, new OfShard(file, letters, orders));
        waiting += letters.size();
        if (!letters.isEmpty()) {
            log.warn("{} facts of shard {} wait as dead letters of {} in {}; {}", letters.size(), shard, store.name(),
                    file.path(), whatToDo());
        }
    }

    /** Leaves out of a batch what is here already, and what follows it; the latter is on disk here on return. */
    void takeOut(FactBatch batch) throws IOException {
        OfShard here = shards.get(batch.shard());
        if (here == null || here.letters.isEmpty()) {
            return;
        }
        List<DeadLetter> following = new ArrayList<>();
        for (StoredFact fact : batch.storable()) {
            String order = DeadLetter.orderOf(fact);
            if (here.letters.containsKey(fact.sequence())) {
                batch.leaveOut(fact);
            } else if (order != null && here.orders.contains(order)) {
                following.add(new DeadLetter(batch.shard(), fact, store.toString(),
                        "an earlier fact of order " + order + " waits here"));
            }
        }
        if (!following.isEmpty()) {
            add(here, following);
            following.forEach(letter -> batch.leaveOut(letter.fact()));
        }
    }

    /** Takes a fact that the store refused; it is on disk on return. */
    void add(int shard, StoredFact fact, String reason, long nowNs) throws IOException {
        OfShard here = shards.get(shard);
        add(here, List.of(new DeadLetter(shard, fact, store.toString(), reason)));
        if (!logged || nowNs - lastLogNs >= LOG_EVERY_NS) {
            log.error("Fact {} of shard {} cannot be stored in {} and was put aside, {} wait in {}; the rest goes on."
                    + " Its reason: {}. {}", fact.sequence(), shard, store.name(), waiting, folder, reason,
                    whatToDo());
            logged = true;
            lastLogNs = nowNs;
        }
    }

    private String whatToDo() {
        return "When that is mended, stop the gateway and run: gateway flush --dead-letter --data "
                + folder.getParent().getParent();
    }

    private void add(OfShard here, Collection<DeadLetter> letters) throws IOException {
        here.file.append(letters);
        for (DeadLetter letter : letters) {
            here.letters.put(letter.sequence(), letter);
            String order = DeadLetter.orderOf(letter.fact());
            if (order != null) {
                here.orders.add(order);
            }
        }
        added += letters.size();
        waiting += letters.size();
    }

    /** How many facts came here since the start. */
    public long added() {
        return added;
    }

    /** How many facts are here. */
    public long waiting() {
        return waiting;
    }

    /** What waits in a folder, of all shards, in sequence by shard; nothing where there is no folder. */
    public static List<DeadLetter> read(Path folder) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (DeadLetterFile file : DeadLetterFile.in(folder)) {
            letters.addAll(file.read().values());
        }
        return letters;
    }
}
