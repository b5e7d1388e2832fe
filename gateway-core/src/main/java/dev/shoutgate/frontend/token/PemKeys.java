package dev.shoutgate.frontend.token;

import dev.shoutgate.config.PemBlock;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Public keys from PEM (RFC 7468): those of certificates, and those that stand by themselves.
 *
 * <p>Threading: any; stateless.
 */
final class PemKeys {

    private PemKeys() {}

    static List<PublicKey> read(String text) throws BadKeyException {
        List<PublicKey> keys = new ArrayList<>();
        for (PemBlock block : PemBlock.allOf(text)) {
            keys.add(key(block));
        }
        if (keys.isEmpty()) {
            throw new BadKeyException("has neither a PEM block nor a JWK set; " + PublicKeyReader.WANTS);
        }
        return keys;
    }

    private static PublicKey key(PemBlock block) throws BadKeyException {
        String label = block.label();
        if (label.endsWith("PRIVATE KEY")) {
            throw new BadKeyException("has a private key, which is the issuer's alone; " + PublicKeyReader.WANTS);
        }
        try {
            byte[] der = block.der();
            return switch (label) {
                case "CERTIFICATE" -> CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der)).getPublicKey();
                case "PUBLIC KEY" -> ofAnyType(der);
                default -> throw new BadKeyException("has a PEM block " + label
                        + " (openssl pkey -pubin makes a PUBLIC KEY of most); " + PublicKeyReader.WANTS);
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadKeyException("has a PEM block " + label + " that cannot be read; " + PublicKeyReader.WANTS);
        }
    }

    private static PublicKey ofAnyType(byte[] der) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException isNoRsa) {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        }
    }
}
