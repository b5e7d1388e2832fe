package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.BuyRequest;

/** One press of the button, which can be repeated exactly. */
record Press(String buyer, String key, String sku) {

    BuyRequest in(String sale) {
        return BuyRequest.of(sale, sku).header("X-Buyer-Id", buyer).header("Idempotency-Key", key);
    }

    /** A press that was answered 201. */
    record Promise(Press press, String orderId) { }
}
