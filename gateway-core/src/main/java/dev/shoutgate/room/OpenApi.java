package dev.shoutgate.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The OpenAPI description of one port. That of either port is made from {@code openapi.json}, so that what both share
 * is said once. The file has three words of our own:
 *
 * <ul>
 *   <li>{@code x-port}: this part, whatever it is, belongs to the description of that port, or of those ports, only;
 *       {@code buyers-demo} and {@code operators-demo} are those of a demo
 *   <li>{@code x-always}: what any request may be answered, besides the answers of its operation
 *   <li>{@code x-problems}: this answer is one of these problems; how they look follows from {@code problems.json}
 * </ul>
 *
 * <p>Threading: made and used by one thread.
 */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPONENTS = "#/components/";

    private final String port;
    private final Set<String> kept;
    private final ObjectNode document = json("openapi.json");
    private final ObjectNode problems = json("problems/problems.json");

    private OpenApi(String port, Set<String> kept) {
        this.port = port;
        this.kept = kept;
    }

    /** The description of a port, {@code buyers} or {@code operators}, which answers at that address. */
    static JsonNode of(String port, String address) {
        return new OpenApi(port, Set.of(port)).describe(address);
    }

    /** That of the same port of a demo. */
    static JsonNode ofDemo(String port, String address) {
        return new OpenApi(port, Set.of(port, port + "-demo")).describe(address);
    }

    static ObjectNode json(String name) {
        try {
            return (ObjectNode) JSON.readTree(StaticPages.read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not JSON", e);
        }
    }

    private JsonNode describe(String address) {
        keepOwn(document);
        JsonNode always = document.remove("x-always");
        ObjectNode paths = (ObjectNode) document.path("paths");
        paths.removeIf(path -> path.findParent("operationId") == null);
        paths.forEach(path -> path.forEach(operation -> addTo(operation, always)));
        fillProblems(document);
        ObjectNode examples = (ObjectNode) document.at("/components/examples");
        problems.properties().forEach(problem ->
                examples.putObject(problem.getKey()).set("value", problem.getValue().path("example")));
        keepReached();
        document.putArray("servers").addObject().put("url", address).put("description", "The " + port + "' port.");
        return document;
    }

    /** Drops what is the other port's, and the marks; a schema requires no property that it has no more. */
    private void keepOwn(JsonNode node) {
        for (Iterator<JsonNode> parts = node.elements(); parts.hasNext(); ) {
            JsonNode part = parts.next();
            JsonNode mark = part instanceof ObjectNode object ? object.remove("x-port") : null;
            if (mark == null || Stream.of(mark.textValue().split(" ")).anyMatch(kept::contains)) {
                keepOwn(part);
            } else {
                parts.remove();
            }
        }
        if (node.path("required") instanceof ArrayNode required && node.has("properties")) {
            required.removeIf(name -> !node.path("properties").has(name.textValue()));
        }
    }

    private static void addTo(JsonNode operation, JsonNode always) {
        if (operation.path("responses") instanceof ObjectNode responses) {
            Map<String, JsonNode> byStatus = new TreeMap<>();
            always.properties().forEach(answer -> byStatus.put(answer.getKey(), answer.getValue()));
            responses.properties().forEach(answer -> byStatus.put(answer.getKey(), answer.getValue()));
            responses.removeAll();
            responses.setAll(byStatus);
        }
    }

    private static void fillProblems(JsonNode node) {
        node.forEach(OpenApi::fillProblems);
        if (node instanceof ObjectNode answer && answer.remove("x-problems") instanceof ArrayNode codes) {
            ObjectNode headers = answer.withObject("headers");
            headers.putObject("Cache-Control").put("$ref", COMPONENTS + "headers/CacheControl");
            ObjectNode content = answer.putObject("content").putObject("application/problem+json");
            content.putObject("schema").put("$ref", COMPONENTS + "schemas/Problem");
            ObjectNode examples = content.putObject("examples");
            codes.forEach(code ->
                    examples.putObject(code.textValue()).put("$ref", COMPONENTS + "examples/" + code.textValue()));
        }
    }

    /** Drops the components that no operation of this port leads to; those of security have no references. */
    private void keepReached() {
        Set<String> reached = new HashSet<>();
        Deque<JsonNode> next = new ArrayDeque<>(Set.of(document.path("paths")));
        while (!next.isEmpty()) {
            for (String reference : next.pop().findValuesAsText("$ref")) {
                if (reached.add(reference)) {
                    next.push(document.at(reference.substring(1)));
                }
            }
        }
        document.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> ((ObjectNode) kind.getValue()).retain(kind.getValue().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> reached.contains(COMPONENTS + kind.getKey() + "/" + name)).toList()));
    }
}
