package dev.shoutgate.blackbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** How a secret may be written: any of them would tell it. */
final class Spellings {

    private Spellings() {}

    static List<String> of(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        return List.of(secret, Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));
    }

    /** As a number too, and as the bytes of one, whichever end comes first. */
    static List<String> of(long secret) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(secret).array();
        return List.of(Long.toString(secret), Long.toUnsignedString(secret), HexFormat.of().formatHex(bytes),
                HexFormat.of().toHexDigits(Long.reverseBytes(secret)),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
}
