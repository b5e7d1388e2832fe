package dev.shoutgate.storage;

/** A fact that the store can never take, however often it is tried. The message names the store and the reason. */
public final class UnstorableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public UnstorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
