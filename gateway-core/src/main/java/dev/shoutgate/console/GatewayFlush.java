package dev.shoutgate.console;

import dev.shoutgate.config.StoreSettings;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.storage.DeadLetter;
import dev.shoutgate.storage.DeadLetterRetry;
import dev.shoutgate.storage.DeadLetters;
import dev.shoutgate.storage.OfflineFlush;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.wiring.DataFolder;
import dev.shoutgate.wiring.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brings the stores of a data folder that no gateway uses up to date. One that fails does not keep the others from it.
 *
 * <p>Threading: one thread.
 */
final class GatewayFlush {

    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(1);

    /** So many dead letters are named one by one; the file has them all. */
    private static final int NAMED = 20;

    private final DataFolder folder;
    private final List<OrderStore> stores;
    private final Consumer<String> out;
    private final Consumer<String> progress;
    private long lastToldNs = System.nanoTime();

    /**
     * @param folder   taken, so that no gateway writes meanwhile
     * @param out      is told what was done
     * @param progress is told once a second how far it got
     */
    GatewayFlush(DataFolder folder, List<StoreSettings> storages, Consumer<String> out,
            Consumer<String> progress) {
        this.folder = folder;
        this.stores = Stores.of(storages, folder);
        this.out = out;
        this.progress = progress;
        if (stores.isEmpty()) {
            out.accept("the settings name no store");
        }
    }

    /** Carries everything that is durable in the journals into every store; returns whether all of it is there. */
    boolean journals() throws IOException {
        List<Long> ends = new ArrayList<>();
        for (int shard = 0; shard < folder.shards(); shard++) {
            ends.add(new JournalFold(folder, shard).facts((sequence, timeMs, buffer, offset, length) -> { })
                    .lastSequence());
        }
        Stores.keepFromOlder(folder);
        boolean whole = true;
        for (OrderStore store : stores) {
            try (store) {
                whole &= journals(store, ends);
            } catch (StoreException | IOException e) {
                out.accept(store.name() + ": " + e.getMessage());
                whole = false;
            }
        }
        return whole;
    }

    private boolean journals(OrderStore store, List<Long> ends) throws IOException {
        DeadLetters letters = new DeadLetters(store, folder.deadLetters(store.name()));
        OfflineFlush flush = new OfflineFlush(store, letters);
        long carried = 0;
        for (int shard = 0; shard < ends.size(); shard++) {
            String name = store.name() + ", shard " + shard + ": ";
            carried += flush.flush(shard, new FolderDisk(folder.journal(shard)), ends.get(shard),
                    behind -> tell(name + count(behind) + " facts left"));
        }
        out.accept(store.name() + ": " + count(carried) + " facts carried, nothing left in the journal");
        if (letters.waiting() > 0) {
            out.accept(store.name() + ": " + count(letters.waiting()) + " facts wait as dead letters in "
                    + folder.deadLetters(store.name()) + "; gateway flush --dead-letter tries them again");
        }
        return letters.waiting() == 0;
    }

    private void tell(String line) {
        if (System.nanoTime() - lastToldNs >= PROGRESS_NS) {
            lastToldNs = System.nanoTime();
            progress.accept(line);
        }
    }

    /** Stores the dead letters of every store again; returns whether none are left. */
    boolean deadLetters() throws IOException {
        Stores.keepFromOlder(folder);
        boolean whole = true;
        for (OrderStore store : stores) {
            try (store) {
                whole &= deadLetters(store);
            }
        }
        for (String name : strangers()) {
            out.accept(name + ": dead letters wait in " + folder.deadLetters(name) + ", but the settings have no store"
                    + " of that name; name its settings with --config, or delete the folder");
            whole = false;
        }
        return whole;
    }

    private boolean deadLetters(OrderStore store) throws IOException {
        Path place = folder.deadLetters(store.name());
        DeadLetterRetry retry = new DeadLetterRetry(store, place);
        retry.run();
        List<DeadLetter> left = retry.left();
        out.accept(store.name() + ": " + count(retry.stored()) + " dead letters stored, " + count(left.size()) + " left"
                + (left.isEmpty() ? "" : " in " + place));
        if (retry.outage() != null) {
            out.accept("  not tried on: " + retry.outage().getMessage());
        }
        left.stream().limit(NAMED).forEach(letter -> out.accept("  shard " + letter.shard() + " fact "
                + letter.sequence() + ", " + letter.kind() + ": " + letter.reason()));
        if (left.size() > NAMED) {
            out.accept("  and " + count(left.size() - NAMED) + " more");
        }
        return left.isEmpty();
    }

    private List<String> strangers() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path each : folder.deadLetters()) {
            String name = each.getFileName().toString();
            if (stores.stream().noneMatch(store -> store.name().equals(name)) && !DeadLetters.read(each).isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
