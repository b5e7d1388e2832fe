package dev.shoutgate.reply;

/**
 * Turns what became of a request, when it was no refusal, into a status and a body.
 *
 * <p>Threading: called on the connection's event loop.
 */
@FunctionalInterface
public interface ReplyForm {

    /** Writes the body and sets the exchange's status (and content type, when it is not JSON). */
    void fill(Exchange exchange, JsonBytes body);
}
