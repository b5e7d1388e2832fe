package dev.shoutgate.frontend.token;

import dev.shoutgate.ByteText;
import dev.shoutgate.config.TokenSettings;
import java.io.IOException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says whose token it is. A token that came before and still counts costs a comparison; another one its signature.
 *
 * <p>Threading: any event loop, each with its own memory of tokens; {@link #look} on the thread that watches files.
 */
public final class TokenDesk {

    /** Far more than a login needs, and little enough that no token is much work before it is refused. */
    static final int MAX_BYTES = 8192;

    private final KeyFiles files;
    private final TokenClaims claims;
    private final VerifiedTokens[] verified;
    private final TokenHeader[] headers;
    private final LongAdder known = new LongAdder();
    private final LongAdder checked = new LongAdder();
    private final Map<TokenFault, LongAdder> refused = new EnumMap<>(TokenFault.class);

    /**
     * Reads the keys.
     *
     * @throws dev.shoutgate.config.BadSettingException where a file is not there, or has no keys of its kind
     */
    public TokenDesk(TokenSettings settings, int loops) {
        this.files = new KeyFiles(settings);
        this.claims = new TokenClaims(settings);
        this.verified = IntStream.range(0, loops).mapToObj(i -> new VerifiedTokens(settings.cacheBytes()))
                .toArray(VerifiedTokens[]::new);
        this.headers = Stream.generate(TokenHeader::new).limit(loops).toArray(TokenHeader[]::new);
        for (TokenFault fault : TokenFault.values()) {
            refused.put(fault, new LongAdder());
        }
    }

    /**
     * Sets the id of the buyer whose token stands in these bytes; or returns why it does not count.
     *
     * @param loop which event loop asks, from 0
     * @param nowMs milliseconds since 1970
     */
    public TokenFault identify(byte[] bytes, int from, int length, int loop, long nowMs, ByteText buyer) {
        TokenKeys keys = files.keys();
        if (verified[loop].knows(bytes, from, length, keys.edition(), nowMs, buyer)) {
            known.increment();
            return null;
        }
        TokenFault fault = check(bytes, from, length, keys, loop, nowMs, buyer);
        return fault == null ? null : refuse(fault);
    }

    /** Counts a request that has no token to check, or none that is one. */
    public TokenFault refuse(TokenFault fault) {
        refused.get(fault).increment();
        return fault;
    }

    private TokenFault check(byte[] bytes, int from, int length, TokenKeys keys, int loop, long nowMs,
            ByteText buyer) {
        if (length > MAX_BYTES) {
            return TokenFault.MALFORMED;
        }
        checked.increment();
        try {
            int end = from + length;
            int second = dot(bytes, from, end);
            int third = dot(bytes, second + 1, end);
            Signers signers = headers[loop].signers(bytes, from, second, keys);
            if (signers.fault() != null) {
                return signers.fault();
            }
            byte[] signature = decoded(bytes, third + 1, end);
            if (!isInItsOneSpelling(signature, bytes, third + 1, end)) {
                return TokenFault.MALFORMED;
            } else if (!signers.signed(Arrays.copyOfRange(bytes, from, third), signature)) {
                return TokenFault.SIGNATURE;
            }
            SaidClaims said = SaidClaims.read(decoded(bytes, second + 1, third));
            TokenFault fault = claims.faultOf(said, nowMs, buyer);
            if (fault == null) {
                verified[loop].add(bytes, from, length, keys.edition(), claims.untilMs(said), buyer);
            }
            return fault;
        } catch (ParseException | IOException | IllegalArgumentException e) {
            return TokenFault.MALFORMED;
        }
    }

    private static int dot(byte[] bytes, int from, int end) throws ParseException {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '.') {
                return i;
            }
        }
        throw new ParseException("fewer than three parts", end);
    }

    /**
     * The bits behind the last byte may be written in several ways: whoever has one token could make more of it, each
     * of which would take the place of another's in memory.
     */
    private static boolean isInItsOneSpelling(byte[] signature, byte[] bytes, int from, int to) {
        byte[] spelling = Base64.getUrlEncoder().withoutPadding().encode(signature);
        return Arrays.equals(spelling, 0, spelling.length, bytes, from, to);
    }

    private static byte[] decoded(byte[] bytes, int from, int to) {
        return Base64.getUrlDecoder().decode(Arrays.copyOfRange(bytes, from, to));
    }

    /** Reads again the keys of files that have changed. */
    public void look() {
        files.look();
    }

    /** How often a token was known, so far; any thread. */
    public long known() {
        return known.sum();
    }

    /** How many tokens were checked by their signature, so far; any thread. */
    public long checked() {
        return checked.sum();
    }

    /** How many requests were refused for that reason, so far; any thread. */
    public long refused(TokenFault fault) {
        return refused.get(fault).sum();
    }
}
