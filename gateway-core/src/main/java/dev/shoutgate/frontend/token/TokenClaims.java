package dev.shoutgate.frontend.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.shoutgate.ByteText;
import dev.shoutgate.config.TokenSettings;
import java.util.Date;

/**
 * What a signed token must say: an end that is to come, a beginning that is past, the right issuer and audience, and
 * who the buyer is (RFC 7519, 4.1). The library's own check lets an end be missing, and a minute pass after it.
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
    TokenFault faultOf(JWTClaimsSet claims, long nowMs, ByteText buyer) {
        if (claims.getExpirationTime() == null) {
            return TokenFault.NO_EXPIRY;
        } else if (nowMs >= untilMs(claims)) {
            return TokenFault.EXPIRED;
        } else if (isEarly(claims.getNotBeforeTime(), nowMs)) {
            return TokenFault.NOT_YET;
        } else if (settings.issuer().isPresent() && !settings.issuer().get().equals(claims.getIssuer())) {
            return TokenFault.ISSUER;
        } else if (settings.audience().isPresent() && !claims.getAudience().contains(settings.audience().get())) {
            return TokenFault.AUDIENCE;
        }
        return isBuyer(claims.getSubject(), buyer) ? null : TokenFault.SUBJECT;
    }

    private boolean isEarly(Date notBefore, long nowMs) {
        return notBefore != null && nowMs < notBefore.getTime() - skewMs;
    }

    /** Until when it counts, in milliseconds since 1970. */
    long untilMs(JWTClaimsSet claims) {
        return claims.getExpirationTime().getTime() + skewMs;
    }

    private static boolean isBuyer(String subject, ByteText buyer) {
        return subject != null && !subject.isEmpty() && subject.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && buyer.set(subject);
    }
}
