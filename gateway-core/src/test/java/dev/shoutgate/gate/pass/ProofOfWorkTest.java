package dev.shoutgate.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Work;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofOfWorkTest {

    private static final String CHALLENGE = "AZrFhQBOHlP2mXw0bTqV1nZ5c3h8k0yJ4sRdLgUa";

    /** Of each number of zero bits one that has just so many: it is enough for that, and not for one more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
    void countsTheBitsOneByOne(int zeroBits) {
        long counter = 0;
        while (Work.zeroBits(CHALLENGE, Long.toString(counter)) != zeroBits) {
            counter++;
        }
        assertThat(isDone(CHALLENGE, Long.toString(counter), zeroBits)).isTrue();
        assertThat(isDone(CHALLENGE, Long.toString(counter), zeroBits + 1)).isFalse();
    }

    /** Both, one after the other: where one ends and the other begins makes no difference to the hash. */
    @Test
    void hashesTheChallengeBeforeTheSolution() {
        String solution = Work.solution(CHALLENGE, 12);
        assertThat(isDone(CHALLENGE + solution, "", 12)).isTrue();
        assertThat(isDone(solution, CHALLENGE, 12)).isFalse();
    }

    @Test
    void takesAnythingWhereNoWorkIsAskedFor() {
        assertThat(isDone(CHALLENGE, "", 0)).isTrue();
    }

    private static boolean isDone(String challenge, String solution, int zeroBits) {
        return ProofOfWork.isDone(challenge.getBytes(StandardCharsets.US_ASCII),
                solution.getBytes(StandardCharsets.US_ASCII), zeroBits);
    }
}
