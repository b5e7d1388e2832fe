package dev.shoutgate.storage;

/**
 * A newer release has worked on the store, in a way that this one does not know. Going on would spoil it, so the
 * gateway refuses to; it is none where the release is started again that was there before.
 */
public final class StoreNewerException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** {@code message} names the store and both versions. */
    public StoreNewerException(String message) {
        super(message);
    }
}
