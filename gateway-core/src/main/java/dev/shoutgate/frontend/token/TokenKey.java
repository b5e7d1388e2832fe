package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;

/**
 * One key, bound to the one algorithm that it is for: a public key never verifies an HMAC.
 *
 * @param kid   its name; null where it has none
 * @param check what it says of a signature
 */
record TokenKey(String kid, JWSAlgorithm algorithm, Check check) {

    /** Any event loop. */
    @FunctionalInterface
    interface Check {

        /** Whether these bytes were signed by the key; {@code header}: that of their token. */
        boolean fits(JWSHeader header, byte[] signed, byte[] signature);
    }

    /** One whose signatures the library checks. */
    static TokenKey of(String kid, JWSAlgorithm algorithm, JWSVerifier verifier) {
        return new TokenKey(kid, algorithm, (header, signed, signature) -> {
            try {
                return verifier.verify(header, signed, Base64URL.encode(signature));
            } catch (JOSEException e) {
                return false;
            }
        });
    }
}
