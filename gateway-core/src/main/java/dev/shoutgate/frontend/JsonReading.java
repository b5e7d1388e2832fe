package dev.shoutgate.frontend;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * JSON from outside, strictly: no member twice, nothing behind the end, no deep nesting, no endless number. A byte
 * order mark before it is skipped (RFC 8259, 8.1). A number stays as it was written, so that a refusal can show it.
 *
 * <p>Threading: any; stateless.
 */
final class JsonReading {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 64;
    /** Of a word that is no JSON: enough to find it, and too little to be a secret that was put there by mistake. */
    private static final int MOST_SHOWN = 12;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER).build())
                    .errorReportConfiguration(
                            ErrorReportConfiguration.builder().maxErrorTokenLength(MOST_SHOWN).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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

    /** The member of an object; null where it is left out, and also where it is null, which says the same. */
    static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member == null || member.isNull() ? null : member;
    }

    /**
     * The whole number that a node is, as JSON Schema counts them: {@code 1}, {@code 1.0} and {@code 1e0} are one. Null
     * where it is none, or too large for a long.
     */
    static Long whole(JsonNode node) {
        boolean whole = node != null && node.isNumber() && node.canConvertToLong() && node.canConvertToExactIntegral();
        return whole ? (Long) node.longValue() : null;
    }

    private static JsonNode read(byte[] body, int length) throws NotJsonException {
        try (JsonParser parser = new AsWritten(MAPPER.createParser(text(body, length)))) {
            return MAPPER.readTree(parser);
        } catch (CharacterCodingException e) {
            throw new NotJsonException("The body is not JSON: it is no valid UTF-8.");
        } catch (JacksonException e) {
            String where = e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            String what = OF_THE_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
            throw new NotJsonException("The body is not JSON" + where + ": " + what);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    /** UTF-8 and nothing else: Jackson would guess UTF-16 from the first bytes, and forgives some broken UTF-8. */
    private static String text(byte[] body, int length) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, 0, length)).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Hands on each number with the text that it was written as. */
    private static final class AsWritten extends JsonParserDelegate {

        AsWritten(JsonParser parser) {
            super(parser);
        }

        @Override
        public BigDecimal getDecimalValue() throws IOException {
            try {
                return new WrittenNumber(super.getDecimalValue(), getText());
            } catch (NumberFormatException e) {
                // Its exponent fits no int, and Jackson does not say so in its own way.
                throw new JsonParseException(this, "nothing can hold the number " + getText(), currentTokenLocation());
            }
        }
    }

    /** A number that says itself as it was written: 1e400, and neither 1E+400 nor four hundred zeros. */
    private static final class WrittenNumber extends BigDecimal {
        private static final long serialVersionUID = 1L;

        private final String written;

        WrittenNumber(BigDecimal value, String written) {
            super(value.unscaledValue(), value.scale());
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }
}
