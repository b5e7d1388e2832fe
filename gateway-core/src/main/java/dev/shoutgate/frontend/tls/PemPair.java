package dev.shoutgate.frontend.tls;

import dev.shoutgate.config.PemBlock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** A chain of certificates, its own first, and the key of that. */
record PemPair(List<X509Certificate> chain, PrivateKey key) {

    private static final String WANTS_KEY = "wants a PEM block PRIVATE KEY (PKCS#8; openssl pkcs8 -topk8 -nocrypt "
            + "makes one of most keys)";

    /** @throws BadPairException where one of them is no such thing, or they do not belong to each other */
    static PemPair read(Path certificateFile, byte[] certificates, Path keyFile, byte[] key) throws BadPairException {
        List<X509Certificate> chain = chain(certificateFile, certificates);
        PublicKey proved = chain.get(0).getPublicKey();
        if (!proved.getAlgorithm().equals("RSA") && !proved.getAlgorithm().equals("EC")) {
            throw BadPairException.ofCertificate(certificateFile,
                    "is of a key of the type " + proved.getAlgorithm() + "; wants RSA or EC, which browsers know");
        }
        PrivateKey own = key(keyFile, key, proved.getAlgorithm());
        if (!belong(own, proved)) {
            throw BadPairException.ofKey(keyFile, "is not the key of the first certificate in " + certificateFile);
        }
        return new PemPair(chain, own);
    }

    private static List<X509Certificate> chain(Path file, byte[] bytes) throws BadPairException {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : blocks(bytes)) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw BadPairException.ofCertificate(file, "has a PEM block CERTIFICATE that cannot be read");
        }
        if (chain.isEmpty()) {
            throw BadPairException.ofCertificate(file, "has no PEM block CERTIFICATE; wants the gateway's own, and "
                    + "then those that lead to one that clients know");
        }
        return List.copyOf(chain);
    }

    private static PrivateKey key(Path file, byte[] bytes, String algorithm) throws BadPairException {
        String other = null;
        for (PemBlock block : blocks(bytes)) {
            if (block.label().equals("PRIVATE KEY")) {
                return key(file, block, algorithm);
            }
            other = block.label();
        }
        throw BadPairException.ofKey(file, (other == null ? "has no PEM block" : "has a PEM block " + other) + "; "
                + WANTS_KEY);
    }

    private static List<PemBlock> blocks(byte[] file) {
        return PemBlock.allOf(new String(file, StandardCharsets.ISO_8859_1));
    }

    private static PrivateKey key(Path file, PemBlock block, String algorithm) throws BadPairException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(block.der()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw BadPairException.ofKey(file, "has no " + algorithm + " key, as the certificate has; " + WANTS_KEY);
        }
    }

    /** By a signature: what one of them signs, the other must know. */
    private static boolean belong(PrivateKey key, PublicKey proved) {
        try {
            Signature signature = Signature.getInstance(
                    key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(new byte[32]);
            byte[] signed = signature.sign();
            signature.initVerify(proved);
            signature.update(new byte[32]);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
