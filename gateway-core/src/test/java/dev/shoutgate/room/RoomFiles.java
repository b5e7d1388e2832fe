package dev.shoutgate.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The static files of the live room, read from the class path as the gateway reads them. */
final class RoomFiles {

    /** Of the live room, the parts that make one script, and no others. */
    static final List<String> LIVE_SCRIPTS = List.of("live.js", "live-api.js", "live-items.js", "live-news.js",
            "live-orders.js", "live-pass.js", "live-press.js", "live-state.js", "live-stream.js", "live-words.js", "dom.js",
            "languages.js", "requests.js", "storage.js", "words-en.js", "words-zh-hans.js", "words-zh-hant.js");

    private static final ObjectMapper JSON = new ObjectMapper();

    private RoomFiles() {
    }

    static String text(String name) {
        try (InputStream in = RoomFiles.class.getResourceAsStream("/dev/shoutgate/room/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such file on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of a port, {@code buyers} or {@code operators}. */
    static JsonNode openApi(String port) {
        return OpenApi.of(port, "http://127.0.0.1:8080");
    }

    /** The first group of every match, in alphabetical order. */
    static Set<String> all(String regex, String text) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(regex).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
