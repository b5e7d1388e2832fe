package dev.shoutgate.frontend;

import dev.shoutgate.reply.Exchange;

/**
 * What answers one kind of request.
 *
 * <p>Threading: called on the connection's event loop; must not block. Either it completes the exchange, or it hands a
 * command to a shard, which will.
 */
@FunctionalInterface
interface Endpoint {

    /** The request is valid during the call only. */
    void handle(Request request, Exchange exchange);
}
