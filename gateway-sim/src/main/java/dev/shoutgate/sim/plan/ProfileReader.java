package dev.shoutgate.sim.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoutgate.sim.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a profile: the built-in one, over it a file (YAML, of which JSON is a part), over that the command line.
 *
 * <p>Objects are merged key by key, lists are replaced whole. Errors: {@link UsageException} with the path of the
 * setting.
 */
public final class ProfileReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Profiles that come with the simulator; a file of the same name goes before. */
    private static final List<String> BUILT_IN = List.of("shout", "bots");

    private ProfileReader() {
    }

    /** The profile of a run without options. */
    public static ShoutProfile builtIn() {
        return read(null, YAML.createObjectNode(), 1);
    }

    /**
     * Merges and checks.
     *
     * @param file      the user's file, or the name of a profile that is built in, or null
     * @param overrides what the command line says, in the shape of the file
     * @param scale     multiplies every rate, before the check
     */
    public static ShoutProfile read(Path file, ObjectNode overrides, double scale) {
        ObjectNode tree = builtInTree();
        if (file != null) {
            merge(tree, object(file));
        }
        merge(tree, overrides);
        return ProfileCheck.checked(bind(tree).scaled(scale));
    }

    /** An empty tree for overrides. */
    public static ObjectNode noOverrides() {
        return YAML.createObjectNode();
    }

    private static ObjectNode builtInTree() {
        return builtInTree("shout");
    }

    private static ObjectNode builtInTree(String name) {
        try (InputStream in = ProfileReader.class.getResourceAsStream(name + ".yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("the built-in profile is missing from the jar", e);
        }
    }

    private static ObjectNode object(Path file) {
        if (!Files.exists(file) && BUILT_IN.contains(file.toString())) {
            return builtInTree(file.toString());
        }
        try {
            if (YAML.readTree(Files.readString(file)) instanceof ObjectNode tree) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new UsageException("profile " + file + ": not YAML or JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UsageException("profile " + file + ": cannot be read, and is none of " + BUILT_IN + ": " + e);
        }
        throw new UsageException("profile " + file + ": wanted phases, crowd or sale, came something else");
    }

    private static ShoutProfile bind(ObjectNode tree) {
        try {
            return YAML.treeToValue(tree, ShoutProfile.class);
        } catch (JsonMappingException e) {
            throw new UsageException("profile: " + path(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new UsageException("profile: " + e.getOriginalMessage());
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            boolean named = step.getFieldName() != null;
            path.append(named && path.length() > 0 ? "." : "")
                    .append(named ? step.getFieldName() : "[" + step.getIndex() + "]");
        }
        return path.toString();
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode outer) {
                merge(inner, outer);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
