package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * How far each shard has come in a store that cannot keep it by itself: a file of one line per shard.
 *
 * <p>A file is written aside, forced and renamed, so it is the old or the new one, whole. Where the power takes the
 * rename back, the older position stands, and some facts are sent twice.
 *
 * <p>A file that is gone is a new beginning, unless this object wrote it itself.
 *
 * <p>A file that is broken all the same is an error and no new beginning: the journal may not have its beginning any
 * more, and whether everybody downstream is to read everything again is not the gateway's to say. So is one that the
 * gateway marked because the store has lost what it had acknowledged.
 *
 * <p>Threading: one thread.
 */
final class ShardPositions {

    private static final String LOST = "lost: ";
    private static final Pattern LINE = Pattern.compile(
            "((\\d{1,18}) of shard (\\d+)(?: in((?: \\d{1,9}:\\d{1,18})+))?), crc32c ([0-9a-f]{1,8})\n");

    /**
     * @param sequence of the last fact that is held, 0 for none yet
     * @param ends     by partition, the offset after the last event that was acknowledged there; older releases did not
     *     write it down
     */
    record Position(long sequence, Map<Integer, Long> ends) {}

    private final Path folder;
    private final Map<Integer, Position> written = new HashMap<>();

    ShardPositions(Path folder) {
        this.folder = folder;
    }

    Position read(int shard) throws IOException {
        Path file = file(shard);
        String text;
        try {
            // One byte, one character: what is no text must be read too, to be refused.
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            // The store has all the same what was written here; the next position is a file again.
            return written.getOrDefault(shard, new Position(0, Map.of()));
        }
        Matcher line = LINE.matcher(text);
        if (text.startsWith(LOST)) {
            throw lost(shard, text.lines().findFirst().orElseThrow().substring(LOST.length()));
        }
        if (!line.matches() || !line.group(3).equals(Integer.toString(shard))
                || !line.group(5).equals(checksum(line.group(1)))) {
            throw new StoreException("the file " + file + " is broken and does not say how far shard " + shard
                    + " has come; put back a good copy of it, or an older one, or take it away to have everything sent"
                    + " again that the journal still has");
        }
        return new Position(Long.parseLong(line.group(2)), ends(line.group(4)));
    }

    private static Map<Integer, Long> ends(String words) {
        Map<Integer, Long> ends = new TreeMap<>();
        for (String end : words == null ? new String[0] : words.strip().split(" ")) {
            String[] sides = end.split(":");
            ends.put(Integer.parseInt(sides[0]), Long.parseLong(sides[1]));
        }
        return ends;
    }

    void write(int shard, Position position) throws IOException {
        write(file(shard), line(shard, position));
        written.put(shard, position);
    }

    /**
     * Notes for good that the store has lost what it had: from now on {@link #read} throws what this returns, until
     * somebody has read it. The position stays below the note, for whoever wants to go on from there.
     */
    StoreException markLost(int shard, Position position, String what) throws IOException {
        write(file(shard), LOST + what + "\n" + line(shard, new Position(position.sequence, Map.of())));
        return lost(shard, what);
    }

    private StoreException lost(int shard, String what) {
        return new StoreException(what + ": events of shard " + shard + " that it had acknowledged are gone; take the"
                + " file " + file(shard) + " away to have everything sent again that the journal still has, under the"
                + " same ids, or take only its first line away to go on without them");
    }

    private static String line(int shard, Position position) {
        String ends = position.ends.entrySet().stream().map(end -> " " + end.getKey() + ":" + end.getValue())
                .collect(Collectors.joining());
        String words = position.sequence + " of shard " + shard + (ends.isEmpty() ? "" : " in" + ends);
        return words + ", crc32c " + checksum(words) + "\n";
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(folder);
        Path aside = folder.resolve(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
