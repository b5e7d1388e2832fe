package dev.shoutgate.wiring;

import dev.shoutgate.inventory.ChronicleItemTable;
import dev.shoutgate.inventory.ItemTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the shards' tables of live figures while the event loops and the operators' door are made: neither needs the
 * other, and most of the time goes into loading the classes of both.
 *
 * <p>Threading: a thread of its own makes them and ends; whoever starts the gateway takes and closes.
 */
public final class ItemTables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ItemTables.class);

    /** Loaded once; what it met the first time is what a table's maker is told, for the second time says less. */
    private static final FutureTask<Void> LIBRARY = new FutureTask<>(() -> {
        ChronicleItemTable.load();
        return null;
    });

    private final List<FutureTask<ItemTable>> tables = new ArrayList<>();

    /** Loads what every table needs, for a start that has not read its settings yet; any thread. */
    public static void load() {
        LIBRARY.run();
    }

    /** Begins at once. */
    ItemTables(DataFolder folder, int shards, int capacityItems) {
        for (int i = 0; i < shards; i++) {
            Path file = folder.items(i);
            tables.add(new FutureTask<>(() -> make(file, capacityItems)));
        }
        Thread thread = new Thread(() -> tables.forEach(FutureTask::run), "item-tables");
        thread.setDaemon(true);
        thread.start();
    }

    /** Made afresh: whatever an earlier process left there is worth less than the journal. */
    private static ItemTable make(Path file, int capacityItems) throws IOException, InterruptedException {
        load();
        try {
            LIBRARY.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("Chronicle Map cannot be loaded", e.getCause());
        }
        Files.createDirectories(file.getParent());
        return ChronicleItemTable.create(file, capacityItems);
    }

    /** The table of a shard, which closes it; waits until it is made. */
    ItemTable take(int shard) throws IOException {
        try {
            return tables.get(shard).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("the item table of shard " + shard + " was not made: "
                    + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the item table of shard " + shard + " was made", e);
        }
    }

    /** Closes what no shard has closed, because the start was broken off. */
    @Override
    public void close() {
        for (FutureTask<ItemTable> table : tables) {
            try {
                table.get().close();
            } catch (ExecutionException e) {
                LOG.debug("It was not made, which left nothing behind; whoever took it was told", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
