package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How far each shard has come in a store that cannot keep it by itself: a file of one line per shard.
 *
 * <p>A file is written aside, forced and renamed, so it is the old or the new one, whole. Where the power takes the
 * rename back, the older position stands, and some facts are sent twice.
 *
 * <p>A file that is broken all the same is an error and no new beginning: the journal may not have its beginning any
 * more, and whether everybody downstream is to read everything again is not the gateway's to say.
 *
 * <p>Threading: one thread.
 */
final class ShardPositions {

    private static final Pattern LINE = Pattern.compile("((\\d{1,18}) of shard (\\d+)), crc32c ([0-9a-f]{1,8})\n");

    private final Path folder;

    ShardPositions(Path folder) {
        this.folder = folder;
    }

    /** The sequence of the last fact that is held, 0 for none yet. */
    long read(int shard) throws IOException {
        Path file = file(shard);
        String text;
        try {
            // One byte, one character: what is no text must be read too, to be refused.
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return 0;
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches() || !line.group(3).equals(Integer.toString(shard))
                || !line.group(4).equals(checksum(line.group(1)))) {
            throw new StoreException("the file " + file + " is broken and does not say how far shard " + shard
                    + " has come; put back a good copy of it, or an older one, or take it away to have everything sent"
                    + " again that the journal still has");
        }
        return Long.parseLong(line.group(2));
    }

    void write(int shard, long sequence) throws IOException {
        Files.createDirectories(folder);
        Path aside = folder.resolve(file(shard).getFileName() + ".new");
        String words = sequence + " of shard " + shard;
        try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
            out.write((words + ", crc32c " + checksum(words) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
        Files.move(aside, file(shard), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(int shard) {
        return folder.resolve("shard-" + shard + ".position");
    }

    private static String checksum(String words) {
        CRC32C crc = new CRC32C();
        crc.update(words.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
