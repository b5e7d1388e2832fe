package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;

/**
 * Who the buyer of a request is.
 *
 * <p>Threading: any event loop.
 */
@FunctionalInterface
interface BuyerIdentity {

    /** Sets the buyer's id, or refuses in the outcome and returns false; {@code loop}: which loop asks, from 0. */
    boolean identify(Request request, int loop, ByteText buyer, Outcome outcome);
}
