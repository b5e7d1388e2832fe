package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.press.ReadBack;

/**
 * A distinct order that a 201 named.
 *
 * @param press the first press that was answered with it
 * @param back  what its buyer got when asking for it
 * @param view  that, read as an order; null when it is none
 */
public record OrderSeen(String orderId, int press, ReadBack back, OrderView view) {
}
