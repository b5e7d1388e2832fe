package dev.shoutgate.storage;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalDisk;
import dev.shoutgate.journal.JournalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The dead letters of one shard, {@code shard-N.jsonl}: one a line, in the order in which they came.
 *
 * <p>What {@link #append} has returned from is on disk. A process that ends in the middle of it may leave the beginning
 * of a line, which nobody relied on yet: it is passed over by readers and cut off by the next append. A fact that
 * stands there twice counts once.
 *
 * <p>Threading: one thread.
 */
final class DeadLetterFile {

    private static final int LARGEST_BYTES = 1 << 30;

    private final Path folder;
    private final int shard;
    private final String name;
    /** Where the next line goes, once it is known: a flood of them must not read the file for each. */
    private long end = -1;

    DeadLetterFile(Path folder, int shard) {
        this.folder = folder;
        this.shard = shard;
        name = "shard-" + shard + ".jsonl";
    }

    /** Where it is, whether it is there or not. */
    Path path() {
        return folder.resolve(name);
    }

    /**
     * What waits, by sequence; nothing where there is no file.
     *
     * @throws IOException where it cannot be read, or a line of it is none that a gateway wrote
     */
    TreeMap<Long, DeadLetter> read() throws IOException {
        TreeMap<Long, DeadLetter> letters = new TreeMap<>();
        JournalDisk disk = new FolderDisk(folder);
        if (!disk.list().contains(name)) {
            return letters;
        }
        String text;
        try (JournalFile file = disk.open(name)) {
            text = new String(whole(file), StandardCharsets.UTF_8);
        }
        int number = 0;
        for (int from = 0, end; (end = text.indexOf('\n', from)) >= 0; from = end + 1) {
            DeadLetter letter = parse(text.substring(from, end), ++number);
            letters.put(letter.sequence(), letter);
        }
        return letters;
    }

    private DeadLetter parse(String line, int number) throws IOException {
        String wrong;
        try {
            DeadLetter letter = DeadLetter.parse(line);
            if (letter.shard() == shard) {
                return letter;
            }
            wrong = "it is of shard " + letter.shard() + ", wants shard " + shard;
        } catch (IllegalArgumentException e) {
            wrong = e.getMessage();
        }
        throw new IOException("Line " + number + " of the dead letters in " + path() + " cannot be used: " + wrong
                + ". Put the file back as the gateway wrote it.");
    }

    private byte[] whole(JournalFile file) throws IOException {
        if (file.size() > LARGEST_BYTES) {
            throw new IOException("The dead letters in " + path() + " have " + file.size() + " bytes, wants at most "
                    + LARGEST_BYTES + ". Mend the store and store them again: gateway flush --dead-letter.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
            // Reads on.
        }
        return bytes.array();
    }

    /** Adds lines at the end, on disk when it returns. */
    void append(Collection<DeadLetter> letters) throws IOException {
        JournalDisk disk = FolderDisk.create(folder);
        boolean isNew = !disk.list().contains(name);
        try (JournalFile file = isNew ? disk.create(name) : disk.openForWriting(name)) {
            long at = end < 0 ? endOfLastLine(file) : end;
            end = -1;
            end = write(file, letters, at);
        }
        if (isNew) {
            disk.sync();
        }
    }

    /** Where the next line goes. What stands there is the beginning of a line that was never finished. */
    private long endOfLastLine(JournalFile file) throws IOException {
        byte[] bytes = whole(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static long write(JournalFile file, Collection<DeadLetter> letters, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(letters.stream().map(letter -> letter.toJson() + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        file.force();
        return at;
    }

    /** Puts these in the place of all: either the old or the new ones are there, whatever happens. */
    void replace(Collection<DeadLetter> letters) throws IOException {
        JournalDisk disk = FolderDisk.create(folder);
        end = -1;
        if (letters.isEmpty()) {
            disk.delete(name);
        } else {
            String aside = name + ".tmp";
            disk.delete(aside);
            try (JournalFile file = disk.create(aside)) {
                write(file, letters, 0);
            }
            disk.rename(aside, name);
        }
        disk.sync();
    }

    /** The files of all shards of which a folder has dead letters. */
    static List<DeadLetterFile> in(Path folder) throws IOException {
        List<DeadLetterFile> files = new ArrayList<>();
        for (String name : new FolderDisk(folder).list()) {
            if (name.matches("shard-[0-9]{1,4}\\.jsonl")) {
                files.add(new DeadLetterFile(folder, Integer.parseInt(name.replaceAll("[^0-9]", ""))));
            }
        }
        files.sort((left, right) -> Integer.compare(left.shard, right.shard));
        return files;
    }
}
