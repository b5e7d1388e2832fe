package dev.shoutgate.frontend.token;

import dev.shoutgate.ByteText;
import dev.shoutgate.config.TokenSettings;

/**
 * What a signed token must say: an end that is to come, a beginning that is past, the right issuer and audience, and
 * who the buyer is (RFC 7519, 4.1). The library's own check would let an end be
 * missing, and a minute pass after it.
 *
 * <p>Threading: immutable, any thread.
 */
final class TokenClaims {

    private final TokenSettings settings;
    private final long skewMs;

    TokenClaims(TokenSettings settings) {
        this.settings = settings;
        this.skewMs = settings.clockSkew().toMillis();
    }

    /** Why it does not count at this time, in milliseconds since 1970; null, with the buyer's id set, if it does. */
    TokenFault faultOf(SaidClaims claims, long nowMs, ByteText buyer) {
        if (claims.expiresAtMs == SaidClaims.NO_TIME) {
            return TokenFault.NO_EXPIRY;
        } else if (nowMs >= untilMs(claims)) {
            return TokenFault.EXPIRED;
        } else if (claims.notBeforeMs != SaidClaims.NO_TIME && nowMs < claims.notBeforeMs - skewMs) {
            return TokenFault.NOT_YET;
        } else if (settings.issuer().isPresent() && !settings.issuer().get().equals(claims.issuer)) {
            return TokenFault.ISSUER;
        } else if (settings.audience().isPresent() && !claims.audience.contains(settings.audience().get())) {
            return TokenFault.AUDIENCE;
        }
        return isBuyer(claims.subject, buyer) ? null : TokenFault.SUBJECT;
    }

    /** Until when it counts, in milliseconds since 1970. */
    long untilMs(SaidClaims claims) {
        return claims.expiresAtMs + skewMs;
    }

    private static boolean isBuyer(String subject, ByteText buyer) {
        return subject != null && !subject.isEmpty() && subject.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && buyer.set(subject);
    }
}
