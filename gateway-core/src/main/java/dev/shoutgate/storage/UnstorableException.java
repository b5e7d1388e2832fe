package dev.shoutgate.storage;

/**
 * A store refused what a row says, not the whole of what it was asked: trying again will never work, leaving that row
 * out will.
 */
public final class UnstorableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public UnstorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
