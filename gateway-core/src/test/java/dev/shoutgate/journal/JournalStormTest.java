package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of lives of a journal on a disk that fails in every way.
 *
 * <p>{@code -Dstorm.seed=N} runs one seed; {@code -Dstorm.seeds=N} that many, from {@code -Dstorm.first}.
 */
@ExtendWith(QuietLog.class)
class JournalStormTest {

    /** Lives in which a follower that nobody waits for was told of damage, or was told of a void batch. */
    @ParameterizedTest
    @ValueSource(longs = {2962, 5519})
    void livesThatBrokeItOnceHold(long seed) throws IOException {
        assertThat(new JournalStorm(seed, new FactFrame()).run()).isPositive();
    }

    @Test
    void noFaultOfTheDiskLosesAPromisedBatchOrBringsBackAVoidOne() {
        Long only = Long.getLong("storm.seed");
        long first = only != null ? only : Long.getLong("storm.first", 1);
        long seeds = only != null ? 1 : Long.getLong("storm.seeds", 10_000);
        FactFrame frame = new FactFrame();
        long usedAgain = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                usedAgain += new JournalStorm(seed, frame).run();
            } catch (Exception | AssertionError e) {
                fail("seed " + seed + " breaks the journal; repeat with: mvn -q -B -pl gateway-core test"
                        + " -Dtest=JournalStormTest -Dstorm.seed=" + seed, e);
            }
        }
        System.out.println("journal storm: seeds " + first + " to " + (first + seeds - 1) + " held, "
                + usedAgain + " segments used again");
        assertThat(usedAgain).isGreaterThan(only != null ? -1 : seeds / 2);
    }
}
