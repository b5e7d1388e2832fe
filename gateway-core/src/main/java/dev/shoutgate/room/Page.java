package dev.shoutgate.room;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A page that is bytes already. Immutable; the bytes are never changed.
 *
 * @param contentType with the charset where it is text
 * @param packed      the same bytes as gzip; null where they were not packed ahead
 * @param caching     what Cache-Control says of it
 * @param style       the hash of the one style sheet that stands in the page itself, as the content policy writes it;
 *                    null where there is none
 */
public record Page(String contentType, byte[] bytes, byte[] packed, String caching, String style) {

    /** May be kept, and must be asked for again each time. */
    static final String ASK_AGAIN = "no-cache";
    /** For whose name has a hash of what is in it: another content has another name. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    Page(String contentType, byte[] bytes) {
        this(contentType, bytes, null, ASK_AGAIN, null);
    }

    /** The same, ready to be sent packed to who takes that. */
    Page packedAhead() {
        return new Page(contentType, bytes, gzip(bytes), caching, style);
    }

    Page forEver() {
        return new Page(contentType, bytes, packed, FOR_EVER, style);
    }

    Page withStyle(String hash) {
        return new Page(contentType, bytes, packed, caching, hash);
    }

    /** Bytes as gzip. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }
}
