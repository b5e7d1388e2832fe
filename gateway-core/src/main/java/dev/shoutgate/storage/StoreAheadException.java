package dev.shoutgate.storage;

/**
 * A store holds facts that this data folder's journal has not: it was filled from another one. Going on would mix two
 * histories, so the gateway refuses to.
 */
public final class StoreAheadException extends StoreException {

    private static final long serialVersionUID = 1L;

    public StoreAheadException(String message) {
        super(message);
    }

    StoreAheadException(OrderStore store, int shard, long storePosition, long journalSequence) {
        super(store + " is at position " + storePosition + " of shard " + shard
                + ", but this data folder's journal ends at " + journalSequence
                + ": the store was filled from another data folder. Point the storage setting at the store that belongs"
                + " to this journal, or give it an empty one to be filled anew.");
    }
}
