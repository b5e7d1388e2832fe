package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSHeader;
import java.util.List;

/**
 * Who may have signed a token, by its header.
 *
 * <p>Threading: immutable, any thread.
 *
 * @param keys  one of them must have; none where there is a fault
 * @param fault why nobody can have; or null
 */
record Signers(JWSHeader header, List<TokenKey> keys, TokenFault fault) {

    boolean signed(byte[] bytes, byte[] signature) {
        for (TokenKey key : keys) {
            if (key.check().fits(header, bytes, signature)) {
                return true;
            }
        }
        return false;
    }
}
