package dev.shoutgate.config;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468). Immutable, for any thread.
 *
 * @param label what it says to be, such as {@code CERTIFICATE}
 */
public record PemBlock(String label, String base64) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** All of a text, in its order; what stands around them is ignored. */
    public static List<PemBlock> allOf(String text) {
        return BLOCK.matcher(text).results().map(block -> new PemBlock(block.group(1), block.group(2))).toList();
    }

    /**
     * What it holds.
     *
     * @throws IllegalArgumentException where that is no base64
     */
    public byte[] der() {
        return Base64.getMimeDecoder().decode(base64);
    }
}
