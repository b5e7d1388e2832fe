package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.config.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What Jazzer calls: first, bytes as a token. Then a token that was signed, with the shop's secret, over whatever the
 * bytes say: up to the first byte of zero the header, behind it the claims.
 */
public final class TokenFuzz {

    private static final long NOW_MS = 1_800_000_000_000L;
    private static final Set<TokenFault> UNREAD =
            EnumSet.of(TokenFault.MALFORMED, TokenFault.ALGORITHM, TokenFault.KEY, TokenFault.SIGNATURE);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenDesk DESK = desk();
    private static final ByteText BUYER = new ByteText(Limits.BUYER_ID_BYTES);

    private TokenFuzz() {}

    /** Throws where claims count that nobody signed, or a token counts that does not say what it must. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (int again = 0; again < 2; again++) {
            assertThat(fault(input)).as("a token that nobody signed").isIn(UNREAD);
        }
        int cut = 0;
        while (cut < input.length && input[cut] != 0) {
            cut++;
        }
        byte[] claims = Arrays.copyOfRange(input, Math.min(cut + 1, input.length), input.length);
        byte[] token = signed(Arrays.copyOf(input, cut), claims);
        TokenFault fault = fault(token);
        if (fault == null) {
            assertSaysWhatItMust(claims);
            String buyer = BUYER.toString();
            assertThat(fault(token)).as("the same again").isNull();
            assertThat(BUYER).hasToString(buyer);
        }
        assertChangedIsRefused(token, Math.floorMod(Arrays.hashCode(input), token.length * Byte.SIZE));
        for (int bit = 1; bit <= Byte.SIZE; bit++) {
            assertChangedIsRefused(token, token.length * Byte.SIZE - bit);
        }
    }

    private static void assertChangedIsRefused(byte[] token, int bit) {
        byte[] changed = token.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertThat(fault(changed)).as("with bit %d changed", bit).isIn(UNREAD);
    }

    private static void assertSaysWhatItMust(byte[] claims) {
        assertThat(BUYER.toString()).matches("[!-~]{1,64}");
        JsonNode said = read(claims);
        // Where only the library's own parser, which takes more than JSON, makes sense of it, the signer is to blame.
        if (said != null) {
            assertThat(said.get("exp").asDouble() * 1000).isGreaterThan(NOW_MS);
            assertThat(said.path("nbf").asDouble(0) * 1000).isLessThan(NOW_MS + 1000);
            assertThat(said.get("sub").textValue()).isEqualTo(BUYER.toString());
        }
    }

    private static JsonNode read(byte[] claims) {
        try {
            return JSON.readTree(new String(claims, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
    }

    private static TokenFault fault(byte[] token) {
        return DESK.identify(token, 0, token.length, 0, NOW_MS, BUYER);
    }

    /** By hand, so that header and claims may be anything. */
    private static byte[] signed(byte[] header, byte[] claims) {
        Base64.Encoder part = Base64.getUrlEncoder().withoutPadding();
        String over = part.encodeToString(header) + "." + part.encodeToString(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Minted.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(over.getBytes(StandardCharsets.US_ASCII));
            return (over + "." + part.encodeToString(signature)).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TokenDesk desk() {
        try {
            Path secret = Files.writeString(Files.createTempFile("secret", ".txt"), Minted.SECRET);
            TokenDesk desk = new TokenDesk(new TokenSettings(Optional.of(secret), Optional.empty(), Optional.empty(),
                    Optional.empty(), Duration.ZERO, 1 << 16), 1);
            Files.delete(secret);
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
