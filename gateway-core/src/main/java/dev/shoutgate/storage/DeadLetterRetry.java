package dev.shoutgate.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores dead letters again, in sequence, and keeps those that are refused again; with one of an order stay all that
 * follow in it. A run that is killed leaves all letters where they are: the next one stores them once more, in the same
 * sequence, which ends the same.
 *
 * <p>Threading: the caller's, while no gateway runs on the folder.
 */
public final class DeadLetterRetry {

    private final OrderStore store;
    private final Path folder;
    private final List<DeadLetter> left = new ArrayList<>();
    private StoreException outage;
    private int stored;

    /** @param folder where the dead letters of this store are */
    public DeadLetterRetry(OrderStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Tries all of them, unless the store itself fails: then the rest waits. */
    public void run() throws IOException {
        for (DeadLetterFile file : DeadLetterFile.in(folder)) {
            Collection<DeadLetter> letters = file.read().values();
            int before = stored;
            List<DeadLetter> stay = stay(letters);
            left.addAll(stay);
            if (stored > before || stay.isEmpty()) {
                file.replace(stay);
            }
        }
    }

    private List<DeadLetter> stay(Collection<DeadLetter> letters) {
        List<DeadLetter> stay = new ArrayList<>();
        Set<String> orders = new HashSet<>();
        for (DeadLetter letter : letters) {
            String order = DeadLetter.orderOf(letter.fact());
            String reason = outage != null || orders.contains(order) ? letter.reason() : refusal(letter);
            if (reason == null) {
                stored++;
            } else {
                stay.add(letter.because(reason));
                if (order != null) {
                    orders.add(order);
                }
            }
        }
        return stay;
    }

    /** Why the store did not take it; null when it did. */
    private String refusal(DeadLetter letter) {
        try {
            store.storeAgain(letter.shard(), List.of(letter.fact()));
            return null;
        } catch (UnstorableException e) {
            return e.getMessage();
        } catch (StoreException e) {
            outage = e;
            return letter.reason();
        }
    }

    /** How many were stored. */
    public int stored() {
        return stored;
    }

    /** What still waits, with what the store said this time. */
    public List<DeadLetter> left() {
        return left;
    }

    /** What kept the rest from being tried; null where all were. */
    public StoreException outage() {
        return outage;
    }
}
