package dev.shoutgate.frontend;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * JSON from outside, strictly: no member twice, nothing behind the end, no deep nesting, no endless number.
 *
 * <p>Threading: any; stateless.
 */
final class JsonReading {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What Jackson says of its own settings and classes: no matter of whoever sent the body. */
    private static final Pattern OF_THE_PARSER = Pattern.compile(" \\(start marker at \\[Source: .*?\\]\\)"
            + "| \\(bound as `.*?`\\): not allowed as per `.*?`|, from `.*?`|: enable `.*?` to allow");

    private JsonReading() {}

    /** A body that is not what it should be, in words for whoever sent it. */
    static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJsonException(String message) {
            super(message, null, false, false);
        }
    }

    /** The one JSON object that the body is. */
    static JsonNode object(byte[] body, int length) throws NotJsonException {
        if (length == 0) {
            throw new NotJsonException("The request has no body; a JSON object was expected.");
        }
        JsonNode node = read(body, length);
        if (node == null || !node.isObject()) {
            throw new NotJsonException("The body is JSON, but no object.");
        }
        return node;
    }

    private static JsonNode read(byte[] body, int length) throws NotJsonException {
        try {
            return MAPPER.readTree(text(body, length));
        } catch (CharacterCodingException e) {
            throw new NotJsonException("The body is not JSON: it is no valid UTF-8.");
        } catch (JacksonException e) {
            String where = e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            String what = OF_THE_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
            throw new NotJsonException("The body is not JSON" + where + ": " + what);
        }
    }

    /** UTF-8 and nothing else: Jackson would guess UTF-16 from the first bytes, and forgives some broken UTF-8. */
    private static String text(byte[] body, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, 0, length)).toString();
    }
}
