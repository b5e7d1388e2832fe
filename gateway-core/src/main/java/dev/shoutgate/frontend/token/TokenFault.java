package dev.shoutgate.frontend.token;

import java.util.Locale;

/** Why a token was refused: the reason that is counted, and the sentence for whoever sent it. */
public enum TokenFault {
    MISSING("There is no token; send Authorization: Bearer and the token that the shop gave out at the login."),
    MALFORMED("The Authorization header is not Bearer and one signed token in three parts (JWS compact form)."),
    ALGORITHM("The token is signed by an algorithm that is not accepted here."),
    KEY("The token names a key (kid) that is not known here."),
    SIGNATURE("The token's signature does not fit."),
    EXPIRED("The token has expired; get a new one by logging in again."),
    NO_EXPIRY("The token has no exp; one without an end is not accepted."),
    NOT_YET("The token is not valid yet (nbf)."),
    ISSUER("The token comes from another issuer (iss)."),
    AUDIENCE("The token is meant for somebody else (aud)."),
    SUBJECT("The token's sub must be the buyer's id, 1 to 64 visible ASCII characters.");

    private final String detail;

    TokenFault(String detail) {
        this.detail = detail;
    }

    /** A sentence that shows nothing of the token. */
    public String detail() {
        return detail;
    }

    /** The word of the metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
