package dev.shoutgate.frontend.tls;

import java.nio.file.Path;

/** A file cannot be used; the message says why, and shows nothing that stands in it. */
final class BadPairException extends Exception {

    private static final long serialVersionUID = 1;

    final boolean isOfKey;

    private BadPairException(boolean isOfKey, Path file, String why) {
        super(file + " " + why);
        this.isOfKey = isOfKey;
    }

    static BadPairException ofCertificate(Path file, String why) {
        return new BadPairException(false, file, why);
    }

    static BadPairException ofKey(Path file, String why) {
        return new BadPairException(true, file, why);
    }
}
