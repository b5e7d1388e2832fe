package dev.shoutgate.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gateway's settings, by dotted path, written out as YAML. */
public final class Settings {
    private static final YAMLMapper YAML = new YAMLMapper();

    // Facts between two snapshots; 0 leaves the setting out, because a gateway that takes none refuses it. 1000 is the
    // smallest that one that does takes, and it is all that has to be changed here.
    private static final int SNAPSHOT_EVERY_FACTS = 1000;

    private final Map<String, Object> root = new LinkedHashMap<>();

    /** Free ports on loopback, every token of {@link Tokens}, and sizes small enough to start in a moment. */
    public static Settings small() {
        return new Settings()
                .with("durability", "disk")
                .with("buyers.bind", "127.0.0.1:0")
                .with("operators.bind", "127.0.0.1:0")
                .with("operators.tokens", Tokens.asSettings())
                .with("identity.mode", "header")
                .with("storage", List.of(Map.of("type", "sqlite")))
                .with("journal.segment-bytes", 4_194_304)
                .with("capacity.orders", 200_000)
                .with("capacity.items", 2_000);
    }

    /** Segments and snapshots as small as the gateway allows, so that even a short load meets many of their moments. */
    public static Settings restless() {
        Settings settings = small().with("capacity.orders", 4_000_000);
        return takesSnapshots() ? settings.with("snapshot.every-facts", SNAPSHOT_EVERY_FACTS) : settings;
    }

    public static boolean takesSnapshots() {
        return SNAPSHOT_EVERY_FACTS > 0;
    }

    public Settings with(String path, Object value) {
        String[] names = path.split("\\.");
        Map<String, Object> level = root;
        for (int i = 0; i < names.length - 1; i++) {
            level = child(level, names[i]);
        }
        level.put(names[names.length - 1], value);
        return this;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> level, String name) {
        return (Map<String, Object>) level.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
    }

    public String yaml() {
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
