package dev.shoutgate.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the buyers' port proves who it is: both files, or neither, and then it speaks plain HTTP.
 *
 * @param certificate PEM: the gateway's own certificate, then those that lead to one that clients know
 * @param key PEM: the private key of the first of them, in PKCS#8
 */
public record TlsSettings(Optional<Path> certificate, Optional<Path> key) {

    /** Plain HTTP. */
    public static final TlsSettings NONE = new TlsSettings(Optional.empty(), Optional.empty());

    static TlsSettings read(SettingsReader tls) {
        TlsSettings read = new TlsSettings(tls.pathOrNone("certificate"), tls.pathOrNone("key"));
        if (read.certificate.isPresent() != read.key.isPresent()) {
            tls.refuse(read.key.isPresent() ? "certificate" : "key", "is missing, wants a path: buyers.tls.certificate "
                    + "and buyers.tls.key come together, or not at all");
        }
        return read;
    }

    public boolean isOn() {
        return certificate.isPresent();
    }
}
