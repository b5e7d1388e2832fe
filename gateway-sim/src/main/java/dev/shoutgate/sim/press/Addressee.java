package dev.shoutgate.sim.press;

import dev.shoutgate.sim.plan.RunNames;
import java.util.List;

/**
 * Whom the presses go to and in whose names.
 *
 * @param authority {@code host:port} for the Host header
 * @param skus      by the plan's item numbers
 */
public record Addressee(String authority, String saleId, List<String> skus, RunNames names, Papers papers) {
    public Addressee {
        skus = List.copyOf(skus);
    }

    public Addressee(String authority, String saleId, List<String> skus, RunNames names) {
        this(authority, saleId, skus, names, Papers.NONE);
    }
}
