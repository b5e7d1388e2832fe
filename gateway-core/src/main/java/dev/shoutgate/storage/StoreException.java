package dev.shoutgate.storage;

/** A store did not do what it was asked. The message names the store and the reason; trying again later may work. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
