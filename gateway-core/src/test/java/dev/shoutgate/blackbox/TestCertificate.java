package dev.shoutgate.blackbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of this machine that nobody else trusts, made by the JDK's keytool, as two PEM files.
 *
 * @param own what stands in the first of them
 */
public record TestCertificate(Path certificateFile, Path keyFile, Certificate own) {

    private static final String PASSWORD = "not a secret";

    /** {@code type}: of its key, {@code EC} or {@code RSA}. */
    public static TestCertificate make(Path folder, String name, String type) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process keytool = new ProcessBuilder(List.of(program.toString(), "-genkeypair", "-alias", "own",
                "-keyalg", type, "-keysize", type.equals("EC") ? "256" : "2048",
                "-dname", "CN=" + name, "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(store))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        PrivateKey key = (PrivateKey) keys.getKey("own", PASSWORD.toCharArray());
        Certificate own = keys.getCertificate("own");
        return new TestCertificate(
                Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", own.getEncoded())),
                Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded())), own);
    }

    /** Likewise, in a folder that goes with this JVM; any trouble ends the test class. */
    public static TestCertificate make(String name, String type) {
        try {
            Path folder = Files.createTempDirectory("shoutgate-tls-");
            TestCertificate certificate = make(folder, name, type);
            folder.toFile().deleteOnExit();
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> file.toFile().deleteOnExit());
            }
            return certificate;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts another's files in place of its own, the certificate first. */
    public void becomes(TestCertificate other) throws IOException {
        Files.copy(other.certificateFile, certificateFile, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(other.keyFile, keyFile, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a client trusts that trusts these certificates alone. */
    public static SSLContext trusting(TestCertificate... certificates) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestCertificate certificate : certificates) {
            trusted.setCertificateEntry(certificate.certificateFile.toString(), certificate.own);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
