package dev.shoutgate.wiring;

import dev.shoutgate.Threads;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.JournalRefusedException;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreAheadException;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoreNewerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the stores whether a journal really ends where it seems to, before its end is made fit for going on: what a
 * store has was acknowledged, so a frame at the end that cannot be read is damage then, and not one that nobody heard
 * of.
 *
 * <p>Threading: whoever starts the gateway; a thread of its own rehearses, and has ended before a store is asked.
 */
final class StoreCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    private final List<? extends OrderStore> stores;
    private final Thread rehearsal;
    private final Set<OrderStore> silent = new HashSet<>();

    /**
     * Begins to load what the stores need while the journals are replayed. Files of stores are opened after that: a
     * journal that is refused must leave them as they are.
     */
    StoreCheck(List<? extends OrderStore> stores) {
        this.stores = stores;
        rehearsal = new Thread(() -> stores.forEach(StoreCheck::rehearse), "store-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    private static void rehearse(OrderStore store) {
        try {
            store.rehearse();
        } catch (RuntimeException | LinkageError e) {
            // The opening meets the same; but a class that failed once does not say why a second time.
            LOG.warn("Not ready yet to open {}", store, e);
        }
    }

    /** For one shard; throws {@link JournalRefusedException} where a store has more than the journal, or too little. */
    Consumer<JournalEnd> of(int shard, FolderDisk journal) {
        return end -> {
            Threads.awaitEnd(rehearsal);
            long oldest = oldestKept(journal, shard);
            stores.forEach(store -> check(store, shard, journal, oldest, end));
        };
    }

    /** Whether the store could not be asked: whoever waits for it next would wait for its time-out. */
    boolean wasSilent(OrderStore store) {
        return silent.contains(store);
    }

    private static long oldestKept(FolderDisk journal, int shard) {
        try {
            return JournalReader.firstKept(journal, shard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(OrderStore store, int shard, FolderDisk journal, long oldest, JournalEnd end) {
        if (wasSilent(store)) {
            return;
        }
        long stored;
        long newest;
        try {
            stored = store.position(shard);
            newest = store.newest(shard);
        } catch (StoreAheadException another) {
            throw new JournalRefusedException(another.getMessage() + " Nothing was changed.");
        } catch (StoreNewerException newer) {
            throw new JournalRefusedException(newer.getMessage());
        } catch (StoreException unreachable) {
            silent.add(store);
            LOG.warn("Not asked whether the journal is whole: {}", unreachable.getMessage());
            return;
        }
        if (newest > end.lastSequence()) {
            throw new JournalRefusedException("The journal of shard " + shard + " in " + journal.describe("")
                    + " ends with sequence " + end.lastSequence() + (end.isTorn() ? ", with a broken frame at offset "
                    + end.endOffset() + " of segment " + end.segmentNumber() + " after it," : "") + " but " + store
                    + " has facts up to sequence " + newest + ". Either the end of the journal is lost: put back a good"
                    + " copy of its files. Or the store belongs to another data folder: name its own in the storage"
                    + " setting, or give it an empty one to be filled anew. Nothing was changed.");
        }
        checkThatNothingIsGone(store, shard, journal, stored, oldest);
    }

    /** A store that is new, or was put back as it once was, may ask for what went when all the others had it. */
    private static void checkThatNothingIsGone(OrderStore store, int shard, FolderDisk journal, long stored,
            long oldest) {
        if (stored + 1 < oldest) {
            throw new JournalRefusedException(store + " has the facts of shard " + shard + " up to sequence " + stored
                    + ", but the journal in " + journal.describe("") + " begins with sequence " + oldest
                    + ": what came before was let go once every store had it, so this one could never be filled, and"
                    + " from now on nothing would be let go. Put back a copy of the store that goes up to sequence "
                    + (oldest - 1) + " at least, or take it out of the storage setting. Nothing was changed.");
        }
    }
}
