package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.frontend.token.TokenDesk;
import dev.shoutgate.frontend.token.TokenFault;
import java.util.function.LongSupplier;

/**
 * The buyer is whoever the token in {@code Authorization} was given to. Refusals say how to ask as RFC 6750, 3 has it.
 *
 * <p>Threading: any event loop.
 */
final class TokenIdentity implements BuyerIdentity {

    private static final String NAME = "authorization";
    private static final String SCHEME = "bearer";

    private final TokenDesk tokens;
    private final LongSupplier clockMs;

    TokenIdentity(TokenDesk tokens, LongSupplier clockMs) {
        this.tokens = tokens;
        this.clockMs = clockMs;
    }

    @Override
    public boolean identify(Request request, int loop, ByteText buyer, Outcome outcome) {
        TokenFault fault = faultOf(request.headers, loop, buyer);
        if (fault == null) {
            return true;
        }
        outcome.help = "WWW-Authenticate: Bearer realm=\"shoutgate\"" + (fault == TokenFault.MISSING ? ""
                : ", error=\"invalid_token\", error_description=\"" + fault.detail() + "\"");
        outcome.refuse(Problem.UNAUTHENTICATED, fault.detail());
        return false;
    }

    private TokenFault faultOf(HeaderFields headers, int loop, ByteText buyer) {
        int field = headers.only(NAME);
        if (field == HeaderFields.NONE) {
            return tokens.refuse(TokenFault.MISSING);
        }
        int scheme = field < 0 ? 0 : headers.lengthOfScheme(field, SCHEME);
        if (scheme == 0) {
            return tokens.refuse(TokenFault.MALFORMED);
        }
        int from = headers.valueFrom(field) + scheme;
        int length = headers.valueLength(field) - scheme;
        return tokens.identify(headers.bytes(), from, length, loop, clockMs.getAsLong(), buyer);
    }
}
