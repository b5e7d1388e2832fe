package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.PassFault;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import dev.shoutgate.frontend.SolutionEndpoint.Solved;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.gate.pass.ProofOfWork;
import dev.shoutgate.inventory.memory.Hashing;
import java.util.Base64;

/**
 * What Jazzer calls: any bytes as the pass of a buy, and as the body that should become one. The key is one of the test,
 * so the seeds hold passes that count.
 */
public final class PassFuzz {

    private static final PassSeal SEAL = new PassSeal(new Hashing(11, 22));
    private static final String SALE = "demo";
    private static final ByteText BUYER = new ByteText(64);

    static {
        BUYER.set("b1");
    }

    private PassFuzz() {}

    /** Throws where anything counts that was not sealed in just these characters, or something fails in another way. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (Kind kind : Kind.values()) {
            check(kind, input);
        }
        try {
            Solved solved = Solved.read(input, input.length);
            if (solved.isWellFormed()) {
                check(Kind.CHALLENGE, solved.challenge());
                assertThat(ProofOfWork.isDone(solved.challenge(), solved.solution(), 0)).isTrue();
            }
        } catch (NotJsonException e) {
            assertThat(e).hasMessageNotContaining("jackson");
        }
    }

    private static void check(Kind kind, byte[] text) {
        PassFault fault = SEAL.open(kind, SALE, BUYER, text, 0, text.length);
        assertThat(fault).isIn(null, PassFault.MALFORMED, PassFault.FORGED);
        assertThat(fault == PassFault.MALFORMED).as("malformed").isEqualTo(!isBase64(text));
        if (fault == null) {
            assertThat(SEAL.seal(kind, SALE, BUYER, SEAL.timeMs(), SEAL.number())).isEqualTo(text);
        }
    }

    private static boolean isBase64(byte[] text) {
        try {
            return text.length == PassSeal.CHARS && Base64.getUrlDecoder().decode(text).length == 30;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
