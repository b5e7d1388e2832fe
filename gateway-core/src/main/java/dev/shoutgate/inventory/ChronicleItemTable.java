package dev.shoutgate.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.values.Values;
import net.openhft.posix.PosixAPI;

/**
 * The items of one shard off-heap, in a Chronicle Map file that other processes may map and read.
 *
 * <p>The file is a cache of the journal and is made afresh each time: one that a killed process left may hold locks
 * that nobody will release. Keys are item numbers as {@link LongValue}, values are {@link ItemValue}.
 *
 * <p>Threading: as {@link ItemTable} says. Nobody looks an item up, because a look-up takes a lock between processes.
 * Memory: about 85 bytes of the file for an item of capacity, all of it reserved at once.
 */
public final class ChronicleItemTable implements ItemTable {

    private static final int BLOCK_BYTES = 64 * 1024;

    static {
        // Here, because both are read once, when the first class of Chronicle that cares is loaded: Chronicle Map would
        // otherwise report its use to an outside server, and greet the log.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
    }

    private final ChronicleMap<LongValue, ItemValue> map;
    private final int capacity;
    private final LongValue key = Values.newHeapInstance(LongValue.class);
    private final Map<Integer, ItemValue> entered = new HashMap<>();
    private volatile int size;
    /** Even, and above all versions of items that left: their memory may be given to others. */
    private long firstVersion;

    private ChronicleItemTable(ChronicleMap<LongValue, ItemValue> map, int capacity) {
        this.map = map;
        this.capacity = capacity;
    }

    /**
     * Makes an empty table in {@code file}, in place of whatever stood there, with its disk space reserved.
     *
     * @param capacity how many items may be entered, at least 1
     * @throws IOException if the file cannot be made, or the disk has no room for all of it; then none is left
     */
    public static ChronicleItemTable create(Path file, int capacity) throws IOException {
        if (capacity < 1) {
            throw new IllegalArgumentException("an item table holds at least 1 item, not " + capacity);
        }
        load();
        Files.deleteIfExists(file);
        ChronicleMap<LongValue, ItemValue> map = null;
        try {
            map = createMap(file, capacity);
            writeEveryBlock(file);
            return new ChronicleItemTable(map, capacity);
        } catch (IOException e) {
            if (map != null) {
                map.close();
            }
            Files.deleteIfExists(file);
            throw new IOException("cannot reserve " + capacity + " items in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Loads what takes long to load; {@link #create} does too.
     *
     * @throws IOException if this JVM does not let the library be used
     */
    public static void load() throws IOException {
        try {
            // It would generate classes to call the C library by; what it calls that for, writeEveryBlock does.
            PosixAPI.useNoOpPosixApi();
            ChronicleMap.of(LongValue.class, ItemValue.class);
        } catch (LinkageError e) {
            if (isDenied(e)) {
                throw new IOException("this Java denies an access to memory that Chronicle Map needs; start the gateway"
                        + " with java --sun-misc-unsafe-memory-access=allow -jar gateway.jar", e);
            }
            throw e;
        }
    }

    /** Whether the JVM refused {@code sun.misc.Unsafe} (JEP 498), without which no class of Chronicle Map loads. */
    private static boolean isDenied(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof UnsupportedOperationException && trace.length > 0
                && trace[0].getClassName().equals("sun.misc.Unsafe");
    }

    private static ChronicleMap<LongValue, ItemValue> createMap(Path file, int capacity) throws IOException {
        return ChronicleMap.of(LongValue.class, ItemValue.class)
                .name("items")
                .entries(capacity)
                .actualSegments(1)
                .checksumEntries(false)
                .sparseFile(false)
                // Its own shutdown hook would unmap the figures while ours still answers requests from them.
                .skipCloseOnExitHook(true)
                .createPersistedTo(file.toFile());
    }

    /**
     * Makes the disk give every block now: where it cannot later, a mapped write kills the process.
     *
     * <p>Chronicle Map asks for the blocks too, but through a native library, without which it goes on in silence.
     */
    private static void writeEveryBlock(Path file) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long at = 0; at < channel.size(); at += block.limit()) {
                channel.read(block.clear(), at);
                block.flip();
                // What was read goes back, because the file has its header and locks by now.
                while (block.hasRemaining()) {
                    channel.write(block, at + block.position());
                }
            }
        }
    }

    @Override
    public ItemValue enter(int itemNumber) {
        key.setValue(itemNumber);
        if (map.containsKey(key)) {
            throw new IllegalStateException("item " + itemNumber + " is in the table already");
        }
        // Asked here, because Chronicle Map itself goes on to twice its entries before it refuses.
        if (entered.size() == capacity) {
            throw new IllegalStateException("no place for item " + itemNumber + ": all " + capacity + " are taken");
        }
        ItemValue figures = map.acquireUsing(key, Values.newNativeReference(ItemValue.class));
        figures.setVersion(firstVersion);
        entered.put(itemNumber, figures);
        size = entered.size();
        return figures;
    }

    @Override
    public void leave(int itemNumber) {
        ItemValue figures = entered.remove(itemNumber);
        if (figures == null) {
            throw new IllegalStateException("item " + itemNumber + " is not in the table");
        }
        firstVersion = Math.max(firstVersion, figures.getVersion() + 2 & -2);
        key.setValue(itemNumber);
        map.remove(key);
        size = entered.size();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void close() {
        if (map.isOpen()) {
            keepTheLastFigures();
            map.close();
        }
    }

    /** Moves the references onto the heap, because one that is read once its memory is unmapped kills the process. */
    private void keepTheLastFigures() {
        for (ItemValue figures : entered.values()) {
            Byteable reference = (Byteable) figures;
            long length = reference.maxSize();
            BytesStore<?, ?> heap = BytesStore.wrap(new byte[(int) length]);
            heap.write(0, reference.bytesStore(), reference.offset(), length);
            reference.bytesStore(heap, 0, length);
        }
    }
}
