package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.BuyRequest;
import java.util.List;
import java.util.stream.Collectors;

/** One press of the button, for one unit of each SKU, which can be repeated exactly. */
record Press(String buyer, String key, List<String> skus) {

    BuyRequest in(String sale) {
        String lines = skus.stream().map(sku -> "{\"sku\":\"" + sku + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        return BuyRequest.of(sale, skus.get(0)).body("{\"items\":[" + lines + "]}")
                .header("X-Buyer-Id", buyer).header("Idempotency-Key", key);
    }

    /** Briefly: a message may tell of many. */
    @Override
    public String toString() {
        return key + " of " + buyer + " for " + skus.get(0).split("-x")[0] + (skus.size() > 1 ? " and all others" : "");
    }

    /** A press that was answered 201. */
    record Promise(Press press, String orderId) { }
}
