package dev.shoutgate.storage;

/**
 * A store refuses a batch because of what stands in it: a value that its tables cannot take. Trying the same again is
 * of no use while the store stays as it is. Where the trouble is the store's (it is down, full, locked, read-only, has
 * other tables), it throws a plain {@link StoreException}.
 */
public final class UnstorableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public UnstorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
