package dev.shoutgate.frontend.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a token says (RFC 7519, 4.1): the claims that are looked at here, each once at the most; the others are skipped.
 *
 * <p>Threading: one owner.
 */
final class SaidClaims {

    /** The end or the beginning of a token that has none. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final JsonFactory JSON = new JsonFactory();
    /** The end of the year 9999 in seconds: no time is later, and milliseconds of more might overflow. */
    private static final double LAST_SECOND = 253_402_300_799.0;

    /** Milliseconds since 1970. */
    long expiresAtMs = NO_TIME;
    /** Milliseconds since 1970. */
    long notBeforeMs = NO_TIME;
    String issuer;
    String subject;
    List<String> audience = List.of();

    private int seen;

    private SaidClaims() {}

    /** @throws IOException where they are no JSON object, or one of them is not of its kind or said twice */
    static SaidClaims read(byte[] json) throws IOException {
        SaidClaims said = new SaidClaims();
        try (JsonParser parser = JSON.createParser(json)) {
            want(parser.nextToken() == JsonToken.START_OBJECT);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value != JsonToken.VALUE_NULL) {
                    said.take(name, parser);
                }
            }
            want(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        }
        return said;
    }

    private void take(String name, JsonParser value) throws IOException {
        switch (name) {
            case "exp" -> expiresAtMs = time(0, value);
            case "nbf" -> notBeforeMs = time(1, value);
            case "iss" -> issuer = text(2, value);
            case "sub" -> subject = text(3, value);
            case "aud" -> audience = texts(4, value);
            default -> value.skipChildren();
        }
    }

    private void once(int claim) throws IOException {
        want((seen & 1 << claim) == 0);
        seen |= 1 << claim;
    }

    private long time(int claim, JsonParser value) throws IOException {
        once(claim);
        double seconds = value.getDoubleValue();
        want(Math.abs(seconds) <= LAST_SECOND);
        return (long) (seconds * 1000);
    }

    private String text(int claim, JsonParser value) throws IOException {
        once(claim);
        return text(value);
    }

    private static String text(JsonParser value) throws IOException {
        want(value.currentToken() == JsonToken.VALUE_STRING);
        return value.getText();
    }

    private List<String> texts(int claim, JsonParser value) throws IOException {
        once(claim);
        if (value.currentToken() != JsonToken.START_ARRAY) {
            return List.of(text(value));
        }
        List<String> texts = new ArrayList<>();
        while (value.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(value));
        }
        return texts;
    }

    private static void want(boolean is) throws IOException {
        if (!is) {
            throw new IOException("not the claims of a token");
        }
    }
}
