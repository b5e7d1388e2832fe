package dev.shoutgate.frontend.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shoutgate.LogLines;
import dev.shoutgate.blackbox.TestCertificate;
import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.TlsSettings;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of a certificate may be, at the start and when they change. */
class CertificateTest {

    @TempDir
    private static Path folder;
    private static TestCertificate first;
    private static TestCertificate other;
    private static TestCertificate rsa;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeAll
    static void make() throws Exception {
        first = TestCertificate.make(folder, "first", "EC");
        other = TestCertificate.make(folder, "other", "EC");
        rsa = TestCertificate.make(folder, "rsa", "RSA");
    }

    @Test
    void offersNothingOlderThanTls12AndNothingWithoutForwardSecrecy() {
        SSLEngine engine = engine(of(rsa.certificateFile(), rsa.keyFile()));

        assertThat(engine.getEnabledProtocols()).contains("TLSv1.2", "TLSv1.3")
                .doesNotContain("TLSv1", "TLSv1.1", "SSLv3");
        assertThat(engine.getEnabledCipherSuites())
                .allMatch(cipher -> cipher.matches("TLS_(ECDHE_.*_WITH_)?(AES|CHACHA20)_.*(GCM|POLY1305)_SHA.*"));
    }

    @Test
    void refusesFilesThatAreNotThereOrEmptyOrNoPem() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "rubbish");
        Path broken = Files.writeString(folder.resolve("broken"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");

        refuses("certificate", folder.resolve("none"), first.keyFile(), "none is not there");
        refuses("key", first.certificateFile(), folder.resolve("none"), "none is not there");
        refuses("certificate", empty, first.keyFile(), "empty is empty");
        refuses("key", first.certificateFile(), empty, "empty is empty");
        refuses("certificate", folder, first.keyFile(), "is a folder, wants a file");
        refuses("key", first.certificateFile(), folder, "is a folder, wants a file");
        refuses("certificate", rubbish, first.keyFile(), "has no PEM block CERTIFICATE");
        refuses("certificate", broken, first.keyFile(), "has a PEM block CERTIFICATE that cannot be read");
        refuses("key", first.certificateFile(), rubbish, "has no PEM block; wants a PEM block PRIVATE KEY");
    }

    @Test
    void refusesAKeyThatIsNotThatOfTheCertificate() throws IOException {
        Path oldForm = Files.writeString(folder.resolve("old"),
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");

        refuses("key", first.certificateFile(), other.keyFile(), "is not the key of the first certificate in");
        refuses("key", first.certificateFile(), rsa.keyFile(), "has no EC key, as the certificate has");
        refuses("key", first.certificateFile(), first.certificateFile(), "has a PEM block CERTIFICATE; wants");
        refuses("key", rsa.certificateFile(), oldForm,
                "has a PEM block RSA PRIVATE KEY; wants a PEM block PRIVATE KEY");
    }

    @Test
    void keepsWhatItHasUntilBothFilesFitAgainAndSaysSoOnce() throws Exception {
        TestCertificate replaced = TestCertificate.make(folder, "replaced", "EC");
        String key = Files.readString(other.keyFile());
        LogLines.into(lines, Certificate.class.getName());
        Certificate certificate = of(replaced.certificateFile(), replaced.keyFile());
        assertThat(told("INFO")).singleElement().asString().contains("the certificate of CN=replaced");

        Files.writeString(replaced.certificateFile(), Files.readString(other.certificateFile()));
        certificate.look();
        assertThat(told("WARN")).as("half replaced for a moment").isEmpty();
        certificate.look();
        certificate.look();
        assertThat(told("INFO")).hasSize(1);
        assertThat(told("WARN")).singleElement().asString().contains("replaced.key is not the key of the first")
                .contains("go on to get").doesNotContain(key.substring(40, 60));

        Files.writeString(replaced.keyFile(), key);
        certificate.look();
        certificate.look();
        assertThat(told("INFO")).hasSize(2).last().asString().contains("the certificate of CN=other");
        assertThat(told("WARN")).hasSize(1);

        Files.delete(replaced.keyFile());
        certificate.look();
        certificate.look();
        assertThat(told("INFO")).hasSize(2);
        assertThat(told("WARN")).hasSize(2).last().asString().contains("is not there");
    }

    /** Whatever becomes of one of the files: new connections get what they got, and the log says so. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatItHasThroughEveryTroubleWithAFile(boolean isOfKey) throws Exception {
        TestCertificate used = TestCertificate.make(folder, "used-" + isOfKey, "EC");
        Path file = isOfKey ? used.keyFile() : used.certificateFile();
        Path ofTheOther = isOfKey ? used.certificateFile() : used.keyFile();
        String good = Files.readString(file);
        Certificate certificate = of(used.certificateFile(), used.keyFile());
        LogLines.into(lines, Certificate.class.getName());
        String[][] troubles = {{"", "is empty"}, {"rubbish", "has no PEM block"},
            {"folder", "is a folder, wants a file"}, {Files.readString(ofTheOther), isOfKey
                    ? "has a PEM block CERTIFICATE; wants a PEM block PRIVATE KEY"
                    : "has no PEM block CERTIFICATE; wants the gateway's own"}};

        for (String[] trouble : troubles) {
            lines.list.clear();
            Files.delete(file);
            if (trouble[0].equals("folder")) {
                Files.createDirectory(file);
            } else {
                Files.writeString(file, trouble[0]);
            }
            certificate.look();
            certificate.look();
            certificate.look();
            assertThat(told("WARN")).singleElement().asString().startsWith(file + " " + trouble[1])
                    .endsWith("; new connections go on to get the certificate that was read before");
            assertThat(told("INFO")).isEmpty();
            assertThat(engine(certificate).getEnabledProtocols()).contains("TLSv1.3");
        }
        Files.writeString(file, good);
        certificate.look();
        assertThat(told("WARN")).as("it is as it was").hasSize(1);
    }

    private List<String> told(String level) {
        return lines.list.stream().filter(line -> line.getLevel().toString().equals(level))
                .map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static void refuses(String setting, Path certificate, Path key, String why) {
        assertThatThrownBy(() -> of(certificate, key)).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("buyers.tls." + setting + ": " + (setting.equals("key") ? key : certificate))
                .hasMessageContaining(why);
    }

    private static Certificate of(Path certificate, Path key) {
        return new Certificate(new TlsSettings(Optional.of(certificate), Optional.of(key)));
    }

    private static SSLEngine engine(Certificate certificate) {
        SslHandler handler = certificate.newHandler(UnpooledByteBufAllocator.DEFAULT, Duration.ofSeconds(3));
        assertThat(handler.getHandshakeTimeoutMillis()).isEqualTo(3000);
        return handler.engine();
    }
}
