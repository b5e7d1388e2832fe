package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.List;
import java.util.Objects;

/**
 * The keys that count now, and which of them may have signed a token.
 *
 * <p>A token that names its key is held against that key. If no key has that name, those without a name are tried: PEM
 * files have none. A token that names no key is held against all of its algorithm.
 *
 * @param edition grows with every change, so that what was verified by keys that are gone counts no more
 */
record TokenKeys(List<TokenKey> keys, long edition) {

    TokenKeys {
        keys = List.copyOf(keys);
    }

    /** Which of them may have signed a token with that header. */
    Signers signers(JWSHeader header) {
        List<TokenKey> able = ofAlgorithm(header.getAlgorithm());
        if (able.isEmpty()) {
            return new Signers(header, able, TokenFault.ALGORITHM);
        }
        List<TokenKey> meant = header.getKeyID() == null ? able : named(able, header.getKeyID());
        return new Signers(header, meant, meant.isEmpty() ? TokenFault.KEY : null);
    }

    private List<TokenKey> ofAlgorithm(JWSAlgorithm algorithm) {
        return keys.stream().filter(key -> key.algorithm().equals(algorithm)).toList();
    }

    private static List<TokenKey> named(List<TokenKey> able, String kid) {
        List<TokenKey> named = able.stream().filter(key -> kid.equals(key.kid())).toList();
        return named.isEmpty() ? able.stream().filter(key -> Objects.isNull(key.kid())).toList() : named;
    }
}
