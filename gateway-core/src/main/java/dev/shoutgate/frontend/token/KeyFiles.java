package dev.shoutgate.frontend.token;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.SmallFile;
import dev.shoutgate.config.TokenSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of keys, read at the start and again whenever what is in them changes. What cannot be used changes nothing:
 * the keys that there were go on to count, and the log says so once.
 *
 * <p>Threading: {@link #keys} on any thread; {@link #look} on the one that watches files.
 */
final class KeyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);

    @FunctionalInterface
    private interface Reader {
        List<TokenKey> read(byte[] file) throws BadKeyException;
    }

    /** One of them, as it was read last. */
    private static final class Source {
        final String setting;
        final Path path;
        final Reader reader;
        byte[] content = new byte[0];
        List<TokenKey> keys = List.of();
        String complaint;

        Source(String setting, Path path, Reader reader) {
            this.setting = "identity.jwt." + setting;
            this.path = path;
            this.reader = reader;
        }

        /** Whether there are other keys now. */
        boolean read() throws BadKeyException {
            byte[] now = contentNow();
            if (Arrays.equals(now, content)) {
                return false;
            }
            keys = keysOf(now);
            content = now;
            return true;
        }

        private List<TokenKey> keysOf(byte[] bytes) throws BadKeyException {
            try {
                return reader.read(bytes);
            } catch (RuntimeException e) {
                // A library's own trouble with it; its message may show what stands in the file.
                throw new BadKeyException("cannot be read as keys (" + e.getClass().getSimpleName() + ")");
            }
        }

        private byte[] contentNow() throws BadKeyException {
            try {
                return SmallFile.read(path);
            } catch (IOException e) {
                throw new BadKeyException(e.getMessage());
            }
        }
    }

    private final List<Source> sources = new ArrayList<>();
    private volatile TokenKeys keys;

    /** @throws BadSettingException where a file is not there, or has no keys of its kind */
    KeyFiles(TokenSettings settings) {
        add("secret-file", settings.secretFile(), SecretReader::read);
        add("public-key-file", settings.publicKeyFile(), PublicKeyReader::read);
        for (Source source : sources) {
            try {
                source.read();
            } catch (BadKeyException e) {
                throw BadSettingException.of(source.setting, source.path + " " + e.getMessage());
            }
        }
        keys = new TokenKeys(all(), 1);
    }

    private void add(String setting, Optional<Path> path, Reader reader) {
        path.ifPresent(file -> sources.add(new Source(setting, file, reader)));
    }

    TokenKeys keys() {
        return keys;
    }

    /** Reads again what has changed. */
    void look() {
        for (Source source : sources) {
            try {
                if (source.read()) {
                    keys = new TokenKeys(all(), keys.edition() + 1);
                    LOG.info("{} {} was read again: {} keys", source.setting, source.path, source.keys.size());
                }
                source.complaint = null;
            } catch (BadKeyException e) {
                complain(source, e.getMessage());
            }
        }
    }

    private static void complain(Source source, String complaint) {
        if (!complaint.equals(source.complaint)) {
            LOG.warn("{} {} {}; the keys that were read before go on to count", source.setting, source.path, complaint);
            source.complaint = complaint;
        }
    }

    private List<TokenKey> all() {
        return sources.stream().flatMap(source -> source.keys.stream()).toList();
    }
}
