package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * Hundreds of lives of a whole shard on a disk that fails in every way, is mended, and loses its power.
 *
 * <p>{@code -Dstorm.seed=N} runs one seed; {@code -Dstorm.seeds=N} that many, from {@code -Dstorm.first}.
 */
@ExtendWith(QuietLog.class)
class ShardStormTest {

    private static final Logger GATE = (Logger) LoggerFactory.getLogger("dev.shoutgate.gate");

    @BeforeAll
    static void quiet() {
        GATE.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        GATE.setLevel(null);
    }

    @Test
    void noFaultOfTheDiskLosesAnOrderThatWasPromisedOrRecordsOneThatWasRefused() {
        Long only = Long.getLong("storm.seed");
        long first = only != null ? only : Long.getLong("storm.first", 1);
        long seeds = only != null ? 1 : Long.getLong("storm.seeds", 100);
        FactFrame scratch = new FactFrame();
        long failures = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                failures += new ShardStorm(seed, scratch).run();
            } catch (Exception | AssertionError e) {
                fail("seed " + seed + " breaks the shard; repeat with: mvn -q -B -pl gateway-core test"
                        + " -Dtest=ShardStormTest -Dstorm.seed=" + seed, e);
            }
        }
        System.out.println("shard storm: seeds " + first + " to " + (first + seeds - 1) + " held, the disk seen failing "
                + failures + " times");
        assertThat(seeds < 100 || failures > seeds / 10).as("the disk failed under a batch now and then").isTrue();
    }
}
