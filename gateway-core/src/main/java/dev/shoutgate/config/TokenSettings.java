package dev.shoutgate.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a buyer's token (RFC 7519) must be. At least one of the files is named.
 *
 * @param secretFile of HS256: a secret, or a JWK set (RFC 7517) of secrets
 * @param publicKeyFile of RS256 and ES256: public keys or certificates as PEM, or a JWK set of public keys
 * @param issuer what {@code iss} must be; empty for whatever it is
 * @param audience what {@code aud} must name; empty for whomever
 * @param clockSkew how far the clocks of gateway and issuer may differ
 * @param cacheBytes how many bytes of verified tokens each event loop remembers
 */
public record TokenSettings(
        Optional<Path> secretFile, Optional<Path> publicKeyFile, Optional<String> issuer, Optional<String> audience,
        Duration clockSkew, int cacheBytes) {

    static TokenSettings read(SettingsReader jwt) {
        return new TokenSettings(
                jwt.pathOrNone("secret-file"),
                jwt.pathOrNone("public-key-file"),
                jwt.textOrAny("issuer"),
                jwt.textOrAny("audience"),
                jwt.duration("clock-skew", "0s", "0s", "5m"),
                jwt.bytes("cache-bytes", "16MiB", "64KiB", "1GiB"));
    }

    /** Whether there is any key. */
    boolean hasKeys() {
        return secretFile.isPresent() || publicKeyFile.isPresent();
    }
}
