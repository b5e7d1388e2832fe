package dev.shoutgate.blackbox.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The data folder that a release left behind, and what the release said of it: see the README beside the zips. */
final class ReleasedFolder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLACE = "/dev/shoutgate/releases/";

    private final String release;
    private final Path base;

    private ReleasedFolder(String release, Path base) {
        this.release = release;
        this.base = base;
    }

    /** Unpacks it, named by version and commit, into a folder that is there. */
    static ReleasedFolder unpack(String release, Path base) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource(release + ".zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = base.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return new ReleasedFolder(release, base);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream bytes = ReleasedFolder.class.getResourceAsStream(PLACE + name);
        if (bytes == null) {
            throw new IOException("no released " + name);
        }
        return bytes;
    }

    Path data() {
        return base.resolve("data");
    }

    /** The database with all facts in it. */
    Path store() {
        return data().resolve("orders.db");
    }

    /** Puts the database back to what it was when about the first tenth of the facts was in it. */
    void letTheStoreLag() throws IOException {
        Files.delete(store());
        Files.move(base.resolve("behind/orders.db"), store());
    }

    void forgetTheSnapshots() throws IOException {
        try (var files = Files.list(data().resolve("shard-0/snapshots"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** The schema of the facts in it. */
    String schema() throws IOException {
        try (InputStream xml = resource("facts-" + release.replaceFirst("-.*", "") + ".xml")) {
            return new String(xml.readAllBytes());
        }
    }

    /** One of the files in {@code said}, a JSON object a line. */
    List<JsonNode> said(String name) throws IOException {
        return parse(Files.readAllLines(base.resolve("said").resolve(name)));
    }

    static List<JsonNode> parse(List<String> lines) {
        return lines.stream().map(ReleasedFolder::parse).toList();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    /** What the release's audit printed. */
    String audit() throws IOException {
        return Files.readString(base.resolve("said/audit.txt"));
    }
}
