package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Public keys of RS256 and ES256 from the bytes of their file: PEM, or a JWK set.
 *
 * <p>Threading: any; stateless.
 */
final class PublicKeyReader {

    static final String WANTS =
            "wants public keys (RSA of at least 2048 bits, or EC on P-256) or certificates, as PEM or a JWK set";

    private static final int LEAST_RSA_BITS = 2048;

    private PublicKeyReader() {}

    static List<TokenKey> read(byte[] file) throws BadKeyException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (JwkSets.isOne(text)) {
            return ofSet(file);
        }
        List<TokenKey> keys = new ArrayList<>();
        for (PublicKey key : PemKeys.read(text)) {
            keys.add(key(null, key));
        }
        return keys;
    }

    private static List<TokenKey> ofSet(byte[] file) throws BadKeyException {
        List<TokenKey> keys = new ArrayList<>();
        for (JWK jwk : JwkSets.signingKeys(file, WANTS)) {
            if (!(jwk instanceof AsymmetricJWK pair)) {
                throw new BadKeyException("has a key of the type " + jwk.getKeyType() + "; " + WANTS);
            }
            if (jwk.isPrivate()) {
                throw new BadKeyException("has a private key, which is the issuer's alone; " + WANTS);
            }
            if (JwkSets.isFor(jwk, JWSAlgorithm.RS256) || JwkSets.isFor(jwk, JWSAlgorithm.ES256)) {
                keys.add(key(jwk.getKeyID(), publicPart(pair)));
            }
        }
        return JwkSets.notEmpty(keys, WANTS);
    }

    private static PublicKey publicPart(AsymmetricJWK pair) throws BadKeyException {
        try {
            return pair.toPublicKey();
        } catch (JOSEException e) {
            throw new BadKeyException("has a key that cannot be used; " + WANTS);
        }
    }

    private static TokenKey key(String kid, PublicKey key) throws BadKeyException {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return TokenKey.of(kid, JWSAlgorithm.RS256, NativeSignatures.of(new RSASSAVerifier(rsa)));
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return TokenKey.of(kid, JWSAlgorithm.ES256, onP256(ec));
        }
        throw new BadKeyException("has another key than is accepted (" + key.getAlgorithm() + "); " + WANTS);
    }

    private static ECDSAVerifier onP256(ECPublicKey key) throws BadKeyException {
        try {
            return NativeSignatures.of(new ECDSAVerifier(key));
        } catch (JOSEException e) {
            throw new BadKeyException("has a point that is not on its curve; " + WANTS);
        }
    }
}
