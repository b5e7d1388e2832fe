package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedTokensTest {

    private static final int BYTES = 64 << 10;

    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);

    /** However often its memory goes round, it knows a token or it does not; it never takes one for another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void knowsWhoseTokenItIsOrNothing(long seed) {
        Random random = new Random(seed);
        VerifiedTokens tokens = new VerifiedTokens(BYTES);
        int known = 0;
        for (int i = 0; i < 50_000; i++) {
            int number = random.nextInt(2_000);
            byte[] token = token(number);
            buyer.clear();
            if (tokens.knows(token, 0, token.length, 1, 0, buyer)) {
                assertThat(buyer).hasToString("buyer-" + number);
                known++;
            } else {
                buyer.set("buyer-" + number);
                tokens.add(token, 0, token.length, 1, 1, buyer);
                assertThat(tokens.knows(token, 0, token.length, 1, 0, buyer)).isTrue();
            }
        }
        assertThat(known).isBetween(1_000, 40_000);
    }

    /** A memory that is a quarter full: hardly anybody is pushed out by another before its time. */
    @Test
    void knowsNearlyAllThatHaveRoom() {
        VerifiedTokens tokens = new VerifiedTokens(16 * BYTES);
        int count = 16 * BYTES / 4 / 350;
        for (int number = 0; number < count; number++) {
            byte[] token = token(number);
            buyer.set("buyer-" + number);
            tokens.add(token, 0, token.length, 1, 1, buyer);
        }
        int known = 0;
        for (int number = 0; number < count; number++) {
            byte[] token = token(number);
            known += tokens.knows(token, 0, token.length, 1, 0, buyer) ? 1 : 0;
        }
        assertThat(known).isGreaterThan(count * 99 / 100);
    }

    @Test
    void leavesOutATokenThatWouldTakeTheMemoryOfManyOthers() {
        VerifiedTokens tokens = new VerifiedTokens(BYTES);
        byte[] large = "x".repeat(BYTES / 4).getBytes(StandardCharsets.US_ASCII);
        buyer.set("b");

        tokens.add(large, 0, large.length, 1, 1, buyer);

        assertThat(tokens.knows(large, 0, large.length, 1, 0, buyer)).isFalse();
    }

    /**
     * The next one did not fit into the rest of the ring, so that one stands there through a round and a half: it is as
     * old as if another stood there.
     */
    @Test
    void forgetsWhatIsOlderThanItsMemoryIsLarge() {
        VerifiedTokens tokens = new VerifiedTokens(BYTES);
        int large = BYTES / 4;
        int[] firstRound = {large, large, large, 10_848};
        int[] secondRound = {large, large, large, 9_848};
        for (int bytes : firstRound) {
            add(tokens, 'x', bytes);
        }
        byte[] last = add(tokens, 'y', 100);
        for (int bytes : secondRound) {
            add(tokens, 'x', bytes);
        }
        assertThat(tokens.knows(last, 0, last.length, 1, 0, buyer)).isTrue();

        add(tokens, 'x', large);
        assertThat(tokens.knows(last, 0, last.length, 1, 0, buyer)).isFalse();
    }

    /** Adds one that takes so many bytes with all that is kept of it. */
    private byte[] add(VerifiedTokens tokens, char filling, int bytes) {
        byte[] token = String.valueOf(filling).repeat(bytes - Long.BYTES - Integer.BYTES - 2)
                .getBytes(StandardCharsets.US_ASCII);
        buyer.set("b");
        tokens.add(token, 0, token.length, 1, 1, buyer);
        return token;
    }

    /** Of a length of its own, with an end like that of a signature. */
    private static byte[] token(int number) {
        Random random = new Random(number);
        byte[] token = new byte[20 + random.nextInt(600)];
        for (int i = 0; i < token.length; i++) {
            token[i] = (byte) ('A' + random.nextInt(26));
        }
        return token;
    }
}
