package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;

/**
 * JWK sets, and single JWKs (RFC 7517), as files of keys. Keys that are there for encryption, or for algorithms that
 * are not spoken here, are left out: a set of a login service often has such too.
 *
 * <p>Threading: any; stateless.
 */
final class JwkSets {

    private JwkSets() {}

    /** Whether a file is meant as one. */
    static boolean isOne(String text) {
        return text.stripLeading().startsWith("{");
    }

    static List<JWK> signingKeys(byte[] file, String wants) throws BadKeyException {
        String text = new String(file, StandardCharsets.UTF_8);
        try {
            List<JWK> keys = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
            return keys.stream().filter(key -> !KeyUse.ENCRYPTION.equals(key.getKeyUse())).toList();
        } catch (ParseException e) {
            // Not the library's message: it may show what stands in the file.
            throw new BadKeyException("begins with { but is no JWK set; " + wants);
        }
    }

    static boolean isFor(JWK key, JWSAlgorithm algorithm) {
        return key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
    }

    static List<TokenKey> notEmpty(List<TokenKey> keys, String wants) throws BadKeyException {
        if (keys.isEmpty()) {
            throw new BadKeyException("has no key of an algorithm that is accepted; " + wants);
        }
        return keys;
    }
}
