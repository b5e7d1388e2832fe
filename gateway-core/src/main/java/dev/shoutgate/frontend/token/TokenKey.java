package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;

/**
 * One key, bound to the one algorithm that it is for: a public key never verifies an HMAC.
 *
 * @param kid its name; null where it has none
 */
record TokenKey(String kid, JWSAlgorithm algorithm, JWSVerifier verifier) {

    boolean signed(JWSObject token) {
        try {
            return token.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }
}
