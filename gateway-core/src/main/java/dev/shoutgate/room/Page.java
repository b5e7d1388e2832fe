package dev.shoutgate.room;

/**
 * A page that is bytes already. Immutable; the bytes are never changed.
 *
 * @param contentType with the charset where it is text
 */
public record Page(String contentType, byte[] bytes) {}
