package dev.shoutgate.blackbox;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP response, whichever client read it. Header names are compared without regard to case. */
public record Answer(int status, TreeMap<String, List<String>> headers, byte[] body) {
    // Strict, so that an answer with a doubled field or something after the JSON is a failure and not a shrug.
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Answer of(int status, Map<String, List<String>> headers, byte[] body) {
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return new Answer(status, sorted, body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(", ", values));
    }

    public String contentType() {
        return header("Content-Type").orElse("");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + this, e);
        }
    }

    /** A field as text; null where it is missing. */
    public String field(String name) {
        JsonNode value = json().get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    public String orderId() {
        return field("orderId");
    }

    /** What a tally counts: {@code 201}, or {@code 409 sold-out}. */
    public String outcome() {
        return status < 400 ? Integer.toString(status) : status + " " + field("code");
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + text();
    }
}
