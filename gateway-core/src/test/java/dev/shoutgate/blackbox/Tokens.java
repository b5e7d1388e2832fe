package dev.shoutgate.blackbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The operators that every gateway under test knows: the platform and two merchants. */
public final class Tokens {
    public static final String PLATFORM = "demo";
    public static final String SHOP_1 = "token-of-shop-1";
    public static final String SHOP_2 = "token-of-shop-2";

    private Tokens() {
    }

    static List<Map<String, String>> asSettings() {
        return List.of(
                Map.of("name", "platform", "sha256", sha256(PLATFORM)),
                Map.of("name", "desk-1", "sha256", sha256(SHOP_1), "merchant", "shop-1"),
                Map.of("name", "desk-2", "sha256", sha256(SHOP_2), "merchant", "shop-2"));
    }

    private static String sha256(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
