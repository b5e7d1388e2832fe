package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.config.GatewayConfig.Identity;

/**
 * Who the buyer is: {@code X-Buyer-Id}, as a proxy sets it that may be believed. A refusal names no scheme of HTTP, as
 * none would help: it says in words whose matter the header is.
 *
 * <p>Threading: immutable, any event loop.
 */
final class HeaderIdentity implements BuyerIdentity {

    private static final String NAME = "x-buyer-id";

    private final Identity settings;

    HeaderIdentity(Identity settings) {
        this.settings = settings;
    }

    @Override
    public boolean identify(Request request, int loop, ByteText buyer, Outcome outcome) {
        if (!settings.trusts(request.peer.address())) {
            outcome.refuse(Problem.UNAUTHENTICATED, "X-Buyer-Id is believed from trusted proxies only, and this "
                    + "address is none; send the request by the shop's own address.");
            return false;
        }
        if (request.headers.copyOnly(NAME, buyer)) {
            return true;
        }
        String id = request.headers.get(NAME);
        if (id == null || id.isEmpty()) {
            outcome.refuse(Problem.UNAUTHENTICATED, "The request has no X-Buyer-Id header; the proxy in front of the "
                    + "gateway sets it for a buyer who is logged in.");
            return false;
        }
        outcome.refuse(Problem.MALFORMED_REQUEST, "X-Buyer-Id must be one value of 1 to 64 visible ASCII characters.");
        return false;
    }
}
