package dev.shoutgate.frontend.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;

/**
 * The header of the token that came last, and who may have signed it: all tokens of an issuer have the same, and
 * reading it takes longer than a signature of HS256.
 *
 * <p>Threading: one event loop.
 */
final class TokenHeader {

    private byte[] text = new byte[0];
    private long edition;
    private Signers signers;

    /** Who may have signed a token whose header stands in these bytes, as Base64. */
    Signers signers(byte[] bytes, int from, int to, TokenKeys keys) throws ParseException {
        if (signers == null || edition != keys.edition()
                || !Arrays.equals(text, 0, text.length, bytes, from, to)) {
            byte[] other = Arrays.copyOfRange(bytes, from, to);
            signers = keys.signers(JWSHeader.parse(new Base64URL(new String(other, StandardCharsets.ISO_8859_1))));
            text = other;
            edition = keys.edition();
        }
        return signers;
    }
}
