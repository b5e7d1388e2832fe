package dev.shoutgate.frontend.token;

import java.io.Serial;

/** A key file that cannot be used. The message says what came and what is wanted, and shows nothing of a key. */
final class BadKeyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BadKeyException(String message) {
        super(message);
    }
}
