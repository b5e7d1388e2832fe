package dev.shoutgate.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores a batch, and where the store refuses facts of it for what stands in them, finds those by halving, puts them
 * among the dead letters and stores the rest.
 *
 * <p>A store that refuses everything has no bad facts but a bad table: somebody put a condition on it, or a column. To
 * take all orders apart then would leave it empty and the operator with a file. So after {@value #MOST_IN_A_ROW}
 * refusals of one kind of fact (an order, its change, an event: each has a table of its own) without one that was taken
 * in between, the next refusal is an outage like any other, tried again until it ends. What came before are few enough
 * to be stored again by hand. The count begins anew with a start, which is how somebody may pass over more.
 *
 * <p>Threading: the flusher's thread only.
 */
final class UnstorableSearch {

    /** Far more than chance brings together, and few to look through. */
    static final int MOST_IN_A_ROW = 50;

    private final OrderStore store;
    private final DeadLetters letters;
    private final Map<Class<?>, Integer> refused = new HashMap<>();

    UnstorableSearch(OrderStore store, DeadLetters letters) {
        this.store = store;
        this.letters = letters;
    }

    /** Moves the store's position past the batch; every fact of it is in the store or among the dead letters then. */
    void store(FactBatch batch) throws IOException {
        letters.takeOut(batch);
        try {
            store.store(batch);
        } catch (UnstorableException e) {
            part(batch, e);
            return;
        }
        if (!refused.isEmpty()) {
            batch.storable().forEach(fact -> refused.remove(fact.getClass()));
        }
    }

    private void part(FactBatch batch, UnstorableException reason) throws IOException {
        List<StoredFact> storable = batch.storable();
        if (storable.isEmpty()) {
            throw new StoreException("even a batch without facts is refused, so the table of positions is at fault: "
                    + reason.getMessage(), reason);
        }
        if (storable.size() == 1) {
            putAside(batch, storable.get(0), reason);
            return;
        }
        int middle = batch.size() / 2;
        store(batch.part(0, middle));
        store(batch.part(middle, batch.size()));
    }

    private void putAside(FactBatch batch, StoredFact fact, UnstorableException reason) throws IOException {
        int inARow = refused.getOrDefault(fact.getClass(), 0);
        if (inARow >= MOST_IN_A_ROW) {
            throw new StoreException("the last " + inARow + " facts of the kind " + DeadLetter.kindOf(fact)
                    + " were all refused and are dead letters, so it is the table that is wrong and not they; mend it,"
                    + " and the rest follows by itself: " + reason.getMessage(), reason);
        }
        letters.add(batch.shard(), fact, reason.getMessage(), System.nanoTime());
        refused.put(fact.getClass(), inARow + 1);
        batch.leaveOut(fact);
        store(batch);
    }
}
