package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What Jazzer calls: the content of a file of keys; each byte of 1 stands for a text that no log may show. */
public final class KeyFileFuzz {

    private static final String NOT_TO_BE_SHOWN = "Ag9-nobody-sees-me";
    private static final int LONGEST_MESSAGE = 400;
    private static final Path FILE = file();

    private KeyFileFuzz() {}

    /** Throws where one file is taken for secrets and for public keys, or where a refusal shows what is in it. */
    public static void fuzzerTestOneInput(byte[] input) {
        String content = new String(input, StandardCharsets.ISO_8859_1).replace("\u0001", NOT_TO_BE_SHOWN);
        write(content.getBytes(StandardCharsets.ISO_8859_1));
        List<TokenKey> secrets = keys(Optional.of(FILE), Optional.empty());
        List<TokenKey> publics = keys(Optional.empty(), Optional.of(FILE));

        assertThat(secrets.isEmpty() || publics.isEmpty()).as("secrets and public keys").isTrue();
        assertThat(secrets).allMatch(key -> key.algorithm().equals(JWSAlgorithm.HS256));
        assertThat(publics).noneMatch(key -> key.algorithm().equals(JWSAlgorithm.HS256));
    }

    /** None where the file is refused. */
    private static List<TokenKey> keys(Optional<Path> secret, Optional<Path> publicKey) {
        try {
            List<TokenKey> keys = new KeyFiles(new TokenSettings(secret, publicKey, Optional.empty(),
                    Optional.empty(), Duration.ZERO, 1 << 16)).keys().keys();
            assertThat(keys).isNotEmpty();
            return keys;
        } catch (BadSettingException e) {
            assertThat(e.getMessage()).doesNotContain(NOT_TO_BE_SHOWN).hasSizeLessThan(LONGEST_MESSAGE);
            return List.of();
        }
    }

    private static void write(byte[] content) {
        try {
            Files.write(FILE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("keys", "");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
