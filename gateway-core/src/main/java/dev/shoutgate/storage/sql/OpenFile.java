package dev.shoutgate.storage.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A SQLite file that is open, with the two files beside it: tells whether their paths still name the files that were
 * opened, by device and inode. One that was deleted, moved or put in place of another goes on taking rows that nobody
 * will ever find.
 *
 * <p>Threading: one thread.
 */
final class OpenFile {

    private final List<Path> paths;
    private final List<Object> opened = new ArrayList<>();

    /** {@code file} is the database; nothing is open yet. */
    OpenFile(Path file) {
        paths = Stream.of("", "-wal", "-shm").map(suffix -> file.resolveSibling(file.getFileName() + suffix)).toList();
    }

    /** Remembers what the path of the database names; to be called before it is opened. */
    void rememberDatabase() {
        opened.clear();
        opened.add(identity(paths.get(0)));
    }

    /** Remembers what the paths beside it name; to be called once it has been read. */
    void rememberFilesBeside() {
        paths.stream().skip(1).map(OpenFile::identity).forEach(opened::add);
    }

    /** Null while what is open lies where it should; else what does not, in words. */
    String missing() {
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Object now = identity(paths.get(i));
            if (!Objects.equals(opened.get(i), now)) {
                gone.add(paths.get(i) + (now == null ? " is gone" : " is another file now"));
            }
        }
        return gone.isEmpty() ? null : String.join(", ", gone);
    }

    /** What tells a file from every other, also from one under its name; null where there is none. */
    private static Object identity(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return null;
        }
    }
}
