package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.shoutgate.LogLines;
import dev.shoutgate.config.BadSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {

    private static final String WANTS_SECRET = "wants a secret of at least 32 bytes, or a JWK set of them";
    private static final String WANTS_PUBLIC = "wants public keys (RSA of at least 2048 bits, or EC on P-256) or ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short                                           | has a secret of 5 bytes; wants
            1234567890123456789012345678901                 | has a secret of 31 bytes; wants
            -----BEGIN PUBLIC KEY-----                      | has a PEM key, which is no secret; wants
            { not JSON                                      | begins with { but is no JWK set; wants
            {"keys":[]}                                     | has no key of an algorithm that is accepted; wants
            {"kty":"oct","k":"c2hvcnQ"}                     | has a secret of 5 bytes; wants
            """)
    void refusesASecretThatIsNone(String text, String complaint) throws IOException {
        assertThatThrownBy(() -> secret(text)).isInstanceOf(BadSettingException.class)
                .hasMessage("identity.jwt.secret-file: " + folder.resolve("file") + " "
                        + complaint.replace("wants", WANTS_SECRET));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a secret of the shop, 32 bytes or more          | has neither a PEM block nor a JWK set
            -----BEGIN PUBLIC KEY-----                      | has neither a PEM block nor a JWK set
            -----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY----- | has a PEM block PUBLIC KEY that cannot be read
            -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE----- | has a PEM block CERTIFICATE that cannot be read
            -----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY----- | has a private key, which is the issuer's alone
            -----BEGIN RSA PUBLIC KEY-----AAAA-----END RSA PUBLIC KEY----- | has a PEM block RSA PUBLIC KEY (openssl
            {"keys":[{"kty":"oct","k":"c2hvcnQ"}]}          | has a key of the type oct
            """)
    void refusesAPublicKeyThatIsNone(String text, String complaint) {
        assertThatThrownBy(() -> keys(text)).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("identity.jwt.public-key-file: " + folder.resolve("file") + " " + complaint)
                .hasMessageContaining(WANTS_PUBLIC);
    }

    @Test
    void refusesAKeyThatSignsOrIsWeakOrOfAnotherCurve() throws Exception {
        KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        String ofOtherCurve = new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONString();

        for (String text : new String[] {Minted.RSA.toJSONString(), Minted.EC.toJSONString(), ofOtherCurve,
                Minted.pem("PUBLIC KEY", weak.generateKeyPair().getPublic().getEncoded())}) {
            assertThatThrownBy(() -> keys(text)).isInstanceOf(BadSettingException.class)
                    .hasMessageContaining(WANTS_PUBLIC);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAFileThatIsNotThereOrEmptyOrAFolderOrTooLarge(boolean isSecret) throws IOException {
        String setting = "identity.jwt." + (isSecret ? "secret-file" : "public-key-file") + ": ";
        for (Map.Entry<Path, String> unusable : unusable().entrySet()) {
            Path file = unusable.getKey();
            assertThatThrownBy(() -> filesOf(file, isSecret)).isInstanceOf(BadSettingException.class)
                    .hasMessage(setting + file + " " + unusable.getValue());
        }
    }

    /** What no setting wants for a file, with what is said of it. */
    private Map<Path, String> unusable() throws IOException {
        return Map.of(folder.resolve("none"), "is not there", folder, "is a folder, wants a file",
                Files.writeString(folder.resolve("empty"), ""), "is empty",
                Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]), "is larger than 1048576 bytes");
    }

    private static KeyFiles filesOf(Path file, boolean isSecret) {
        return new KeyFiles(TokenDeskTest.settings(isSecret ? file : null, isSecret ? null : file, Optional.empty(),
                Optional.empty(), 0));
    }

    /** Whatever becomes of the file while the gateway runs: the keys go on to count, and each trouble is told once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheOldKeysThroughEveryTroubleWithTheFile(boolean isSecret) throws Exception {
        String good = isSecret ? Minted.SECRET : Minted.pem("PUBLIC KEY", Minted.EC.toPublicKey().getEncoded());
        String ofTheOther = isSecret ? Minted.pem("PUBLIC KEY", Minted.EC.toPublicKey().getEncoded()) : Minted.SECRET;
        Path file = keysOf(good);
        KeyFiles files = filesOf(file, isSecret);
        TokenKeys before = files.keys();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        LogLines.into(lines, KeyFiles.class.getName());
        Map<Path, String> troubles = new HashMap<>(unusable());
        troubles.put(Files.writeString(folder.resolve("other"), ofTheOther), isSecret
                ? "has a PEM key, which is no secret; " + WANTS_SECRET
                : "has neither a PEM block nor a JWK set; " + WANTS_PUBLIC);

        for (Map.Entry<Path, String> trouble : troubles.entrySet()) {
            lines.list.clear();
            become(file, trouble.getKey());
            files.look();
            files.look();
            assertThat(files.keys()).as(trouble.getValue()).isSameAs(before);
            assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains(file.toString())).singleElement().asString()
                    .startsWith("identity.jwt." + (isSecret ? "secret-file " : "public-key-file ") + file + " "
                            + trouble.getValue())
                    .endsWith("; the keys that were read before go on to count");
        }
    }

    private static void become(Path file, Path other) throws IOException {
        Files.deleteIfExists(file);
        if (Files.isDirectory(other)) {
            Files.createDirectory(file);
        } else if (Files.exists(other)) {
            Files.copy(other, file);
        }
    }

    @Test
    void showsNothingOfASecret() {
        assertThatThrownBy(() -> secret("{\"kty\":\"oct\",\"k\":\"sesame\",}"))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("sesame"));
        assertThatThrownBy(() -> secret("sesame")).satisfies(e -> assertThat(e.toString()).doesNotContain("sesame"));
    }

    @Test
    void readsSeveralKeysOfOneFile() throws Exception {
        String pem = Minted.pem("PUBLIC KEY", Minted.RSA.toPublicKey().getEncoded()) + "\n# the next one\n"
                + Minted.pem("PUBLIC KEY", Minted.EC.toPublicKey().getEncoded());

        assertThat(keys(pem).keys().keys()).extracting(key -> key.algorithm().getName())
                .containsExactly("RS256", "ES256");
    }

    /** As the sets of login services have them. */
    @Test
    void leavesOutKeysForOtherThings() throws IOException {
        String set = "{\"keys\":[" + Minted.RSA.toPublicJWK().toJSONString().replace("{", "{\"use\":\"enc\",") + ","
                + Minted.EC.toPublicJWK().toJSONString() + "]}";

        assertThat(keys(set).keys().keys()).extracting(TokenKey::kid).containsExactly("ec-1");
    }

    @Test
    void keepsTheOldKeysWhileTheFileIsRubbish() throws IOException {
        KeyFiles files = keys(new JWKSet(Minted.EC).toPublicJWKSet().toString());
        TokenKeys before = files.keys();

        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        LogLines.into(lines, KeyFiles.class.getName());
        for (String rubbish : new String[] {"rubbish", "", "{\"keys\":[]}"}) {
            keysOf(rubbish);
            files.look();
            files.look();
            assertThat(files.keys()).isSameAs(before);
        }
        Files.delete(folder.resolve("file"));
        files.look();
        assertThat(files.keys()).isSameAs(before);
        // Each trouble is told once, however often it is met.
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains(folder.toString()))
                .hasSize(4).allMatch(line -> line.contains("go on to count"));
        keysOf(new JWKSet(Minted.ec("ec-2")).toPublicJWKSet().toString());
        files.look();
        assertThat(files.keys().keys()).extracting(TokenKey::kid).containsExactly("ec-2");
    }

    private KeyFiles secret(String text) throws IOException {
        return new KeyFiles(TokenDeskTest.settings(keysOf(text), null, Optional.empty(), Optional.empty(), 0));
    }

    private KeyFiles keys(String text) throws IOException {
        return new KeyFiles(TokenDeskTest.settings(null, keysOf(text), Optional.empty(), Optional.empty(), 0));
    }

    private Path keysOf(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }
}
