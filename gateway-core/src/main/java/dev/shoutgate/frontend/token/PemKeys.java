package dev.shoutgate.frontend.token;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys from PEM (RFC 7468): those of certificates, and those that stand by themselves.
 *
 * <p>Threading: any; stateless.
 */
final class PemKeys {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemKeys() {}

    static List<PublicKey> read(String text) throws BadKeyException {
        List<PublicKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            keys.add(key(block.group(1), block.group(2)));
        }
        if (keys.isEmpty()) {
            throw new BadKeyException("has neither a PEM block nor a JWK set; " + PublicKeyReader.WANTS);
        }
        return keys;
    }

    private static PublicKey key(String label, String base64) throws BadKeyException {
        if (label.endsWith("PRIVATE KEY")) {
            throw new BadKeyException("has a private key, which is the issuer's alone; " + PublicKeyReader.WANTS);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
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
