package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Secrets of HS256 from the bytes of their file: one secret as it stands there, or a JWK set of several with names.
 *
 * <p>Threading: any; stateless.
 */
final class SecretReader {

    /** RFC 7518, 3.2: a key as long as the hash, or longer. */
    private static final int LEAST_BYTES = 32;
    private static final String WANTS = "wants a secret of at least " + LEAST_BYTES + " bytes, or a JWK set of them";

    private SecretReader() {}

    static List<TokenKey> read(byte[] file) throws BadKeyException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ")) {
            // Whoever has a public key could sign with it, if it were taken for a secret.
            throw new BadKeyException("has a PEM key, which is no secret; " + WANTS);
        }
        return JwkSets.isOne(text) ? ofSet(file) : List.of(key(null, withoutLineEnd(file)));
    }

    private static List<TokenKey> ofSet(byte[] file) throws BadKeyException {
        List<TokenKey> keys = new ArrayList<>();
        for (JWK jwk : JwkSets.signingKeys(file, WANTS)) {
            if (!(jwk instanceof OctetSequenceKey secret)) {
                throw new BadKeyException("has a key of the type " + jwk.getKeyType() + "; " + WANTS);
            }
            if (JwkSets.isFor(secret, JWSAlgorithm.HS256)) {
                keys.add(key(secret.getKeyID(), secret.toByteArray()));
            }
        }
        return JwkSets.notEmpty(keys, WANTS);
    }

    private static TokenKey key(String kid, byte[] secret) throws BadKeyException {
        if (secret.length < LEAST_BYTES) {
            throw new BadKeyException("has a secret of " + secret.length + " bytes; " + WANTS);
        }
        return new TokenKey(kid, JWSAlgorithm.HS256, new HmacCheck(secret));
    }

    private static byte[] withoutLineEnd(byte[] file) {
        int end = file.length;
        while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(file, end);
    }
}
