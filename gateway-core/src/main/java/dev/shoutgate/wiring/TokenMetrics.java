package dev.shoutgate.wiring;

import dev.shoutgate.frontend.token.TokenDesk;
import dev.shoutgate.frontend.token.TokenFault;
import dev.shoutgate.telemetry.Metrics;
import java.util.List;

/**
 * The figures of buyers' tokens, where there are any.
 *
 * <p>Threading: made once at the start; the sources are asked on whichever thread scrapes.
 */
final class TokenMetrics {

    private TokenMetrics() {}

    static void add(TokenDesk tokens, Metrics metrics) {
        metrics.counter("shoutgate_tokens_total",
                        "Tokens of buyers that came: those known from before, and those whose signature was checked.",
                        List.of("check"), sink -> {
                            sink.put(tokens.known(), "known");
                            sink.put(tokens.checked(), "signature");
                        })
                .counter("shoutgate_tokens_refused_total", "Requests without a token that counts, by reason.",
                        List.of("reason"), sink -> {
                            for (TokenFault fault : TokenFault.values()) {
                                sink.put(tokens.refused(fault), fault.word());
                            }
                        });
    }
}
