package dev.shoutgate.wiring;

import dev.shoutgate.config.GatewayConfig.Shards;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder that a gateway keeps everything in. One gateway at a time has it, and says so in a lock file that the
 * operating system gives back whatever way the gateway ends.
 *
 * <p>Layout: {@code lock}, {@code shards} (how many there are: a sale's shard follows from it),
 * {@code shard-N/journal}, {@code shard-N/snapshots}, {@code live/shard-N} (made afresh at every start), {@code
 * orders.db}, {@code stores.txt} (which stores the last start had), {@code stores/NAME/shard-N.position} (of
 * stores that cannot keep it themselves), {@code
 * dead-letter/STORE/shard-N.jsonl}, {@code cluster} (of a member of a cluster alone).
 *
 * <p>Threading: whoever starts and stops the gateway.
 */
public final class DataFolder implements AutoCloseable {

    private static final int MOST_SHARDS = 1024;
    private static final String STORES = "stores.txt";

    private final Path root;
    private final int shards;
    private final FileChannel lockFile;

    private DataFolder(Path root, int shards, FileChannel lockFile) {
        this.root = root;
        this.shards = shards;
        this.lockFile = lockFile;
    }

    /** Takes a folder that has, or gets, so many shards. */
    public static DataFolder take(Path root, int shards) throws IOException {
        return take(root, new Shards(shards, false));
    }

    /** Takes the folder, making it if need be; the message of the exception is for whoever started the gateway. */
    public static DataFolder take(Path root, Shards wanted) throws IOException {
        Path folder = root.toAbsolutePath().normalize();
        FileChannel lockFile = makeAndLock(folder);
        try {
            return new DataFolder(folder, makeOrCheckShards(folder, wanted), lockFile);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static FileChannel makeAndLock(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return openLocked(folder);
        } catch (FileSystemException e) {
            String why = e instanceof FileAlreadyExistsException ? "it is a file"
                    : e instanceof AccessDeniedException ? "this user may not write there" : e.toString();
            throw new IOException("The data folder " + folder + " cannot be used: " + why + " (" + e.getFile()
                    + "). Name another folder with --data, or give this user the right to it.", e);
        }
    }

    /** Looks at a folder that a gateway made, in use or not, and changes nothing. */
    public static DataFolder lookAt(Path root) throws IOException {
        Path folder = root.toAbsolutePath().normalize();
        return new DataFolder(folder, shardsOf(folder), null);
    }

    /** Takes a folder that a gateway made before. Where none did, nothing is made either. */
    public static DataFolder takeExisting(Path root) throws IOException {
        DataFolder found = lookAt(root);
        return new DataFolder(found.root, found.shards, openLocked(found.root));
    }

    private static int shardsOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + "; name the data folder of a gateway with --data.");
        }
        Path file = folder.resolve("shards");
        if (!Files.isRegularFile(file)) {
            throw new IOException("The folder " + folder + " is no data folder of a gateway: it has no file 'shards'."
                    + " Name another with --data.");
        }
        String number = Files.readString(file).strip();
        if (!number.matches("[1-9][0-9]{0,3}") || Integer.parseInt(number) > MOST_SHARDS) {
            throw new IOException("The file " + file + " should hold the number of shards, 1 to " + MOST_SHARDS
                    + ", but holds '" + number + "'. Put it back as it was: there is a folder shard-N for each.");
        }
        return Integer.parseInt(number);
    }

    private static FileChannel openLocked(Path folder) throws IOException {
        FileChannel lockFile = FileChannel.open(folder.resolve("lock"),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(lockFile, folder);
            return lockFile;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static void lock(FileChannel lockFile, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException("The data folder " + folder + " is in use by " + holder(lockFile)
                    + "; stop that gateway first, or choose another folder with --data.");
        }
        lockFile.truncate(0);
        write(lockFile, "process " + ProcessHandle.current().pid() + "\n");
    }

    private static String holder(FileChannel lockFile) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        lockFile.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
        return holder.isEmpty() ? "another process" : holder;
    }

    /** How many shards the folder has from now on, or had already. */
    private static int makeOrCheckShards(Path folder, Shards wanted) throws IOException {
        Path file = folder.resolve("shards");
        if (!Files.exists(file) && !Files.exists(folder.resolve("shard-0"))) {
            Files.writeString(file, wanted.number() + "\n");
            return wanted.number();
        }
        int before = shardsOf(folder);
        if (!wanted.auto() && before != wanted.number()) {
            throw new IOException("The data folder was made with " + before + " shard(s), the settings say "
                    + wanted.number() + ". Which shard a sale lives on follows from their number: set shards: " + before
                    + ", or auto.");
        }
        return before;
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    public Path root() {
        return root;
    }

    /** How many shards it was made with. */
    public int shards() {
        return shards;
    }

    public Path journal(int shard) {
        return root.resolve("shard-" + shard).resolve("journal");
    }

    /** What a member of a cluster has beside its journal. */
    Path cluster() {
        return root.resolve("cluster");
    }

    public Path snapshots(int shard) {
        return root.resolve("shard-" + shard).resolve("snapshots");
    }

    /** What the journal of a shard is called outside; empty as long as it has no first fact. */
    Optional<UUID> journalName(int shard) {
        try {
            return JournalName.of(new FolderDisk(journal(shard)), new FolderDisk(snapshots(shard)), shard);
        } catch (IOException e) {
            throw new UncheckedIOException("The first fact of shard " + shard + " in " + root + " cannot be read", e);
        }
    }

    /** Where the live figures of a shard are mapped; other processes may read them. */
    public Path items(int shard) {
        return root.resolve("live").resolve("shard-" + shard).resolve("items");
    }

    /** Keeps in mind which stores there are, a line each, for those who look at the folder without its settings. */
    void rememberStores(List<String> stores) throws IOException {
        Path aside = root.resolve(STORES + ".new");
        Files.write(aside, stores);
        Files.move(aside, root.resolve(STORES), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What {@link #rememberStores} was told last; a folder that only older releases had says nothing. */
    Optional<List<String>> stores() throws IOException {
        Path file = root.resolve(STORES);
        return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
    }

    /** Where facts are put aside that a store does not take; made when the first one is. */
    public Path deadLetters(String store) {
        return root.resolve("dead-letter").resolve(store);
    }

    /** The folders of all stores that have put facts aside. */
    public List<Path> deadLetters() throws IOException {
        Path all = root.resolve("dead-letter");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (lockFile != null) {
            lockFile.close();
        }
    }
}
