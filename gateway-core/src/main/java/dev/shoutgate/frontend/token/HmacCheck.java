package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSHeader;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HS256 under one secret (RFC 7518, 3.2). The library would look for Java's HMAC anew with each token, which takes
 * longer than the HMAC itself; here each thread keeps its own.
 *
 * <p>Threading: any.
 */
final class HmacCheck implements TokenKey.Check {

    private static final String NAME = "HmacSHA256";

    private final ThreadLocal<Mac> macs;

    HmacCheck(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, NAME);
        macs = ThreadLocal.withInitial(() -> start(key));
    }

    private static Mac start(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
        }
    }

    @Override
    public boolean fits(JWSHeader header, byte[] signed, byte[] signature) {
        // Whoever signed wants nobody to take the token who does not understand those (RFC 7515, 4.1.11).
        return header.getCriticalParams() == null && MessageDigest.isEqual(macs.get().doFinal(signed), signature);
    }
}
