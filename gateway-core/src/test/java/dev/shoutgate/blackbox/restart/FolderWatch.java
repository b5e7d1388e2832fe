package dev.shoutgate.blackbox.restart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Sees from outside, by the files of a data folder, what its gateway is doing this very millisecond. */
final class FolderWatch {
    private final Path data;

    FolderWatch(Path data) {
        this.data = data;
    }

    /** Returns at that many changes of what marks the moment; each is a step of it, as when a file gets its name. */
    void await(Moment moment, int changes) {
        for (int i = 0; i < changes; i++) {
            Map<Path, String> before = look(moment);
            Awaitility.await(moment.name()).atMost(Duration.ofSeconds(60)).pollInSameThread().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1)).until(() -> !look(moment).equals(before));
        }
    }

    private Map<Path, String> look(Moment moment) {
        return switch (moment) {
            // The head of a segment is zeros until it is begun, and its size grows while it is made.
            case ROLL -> marks(file -> file.toString().contains("/journal/"), file -> size(file) + head(file));
            case FLUSH -> marks(file -> file.getFileName().toString().startsWith("orders.db-"),
                    file -> size(file) + " " + Files.getLastModifiedTime(file));
            case SNAPSHOT -> marks(file -> data.relativize(file).toString().contains("snapshot"),
                    file -> size(file) + " " + Files.getLastModifiedTime(file));
            default -> throw new IllegalArgumentException(moment + " leaves no mark in the folder");
        };
    }

    private interface Mark {
        String of(Path file) throws IOException;
    }

    private Map<Path, String> marks(Predicate<Path> which, Mark mark) {
        Map<Path, String> marks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(which).filter(Files::isRegularFile).forEach(file -> put(marks, file, mark));
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            marks.put(data, "a file went while we looked");
        }
        return marks;
    }

    private static void put(Map<Path, String> marks, Path file, Mark mark) {
        try {
            marks.put(file, mark.of(file));
        } catch (NoSuchFileException e) {
            marks.put(file, "gone");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String size(Path file) throws IOException {
        return Long.toString(Files.size(file));
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(in.readNBytes(8));
        }
    }
}
