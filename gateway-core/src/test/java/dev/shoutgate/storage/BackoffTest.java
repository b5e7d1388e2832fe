package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsBoundAndNoFurther() {
        Backoff backoff = new Backoff(new Random(1));
        long full = Backoff.FIRST_NS;
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.nextNs()).as("try %d", i).isBetween(full / 2, full);
            full = Math.min(2 * full, Backoff.LONGEST_NS);
        }
        assertThat(full).isEqualTo(Backoff.LONGEST_NS);
    }

    @Test
    void startsSmallAgainAfterItWorked() {
        Backoff backoff = new Backoff(new Random(1));
        for (int i = 0; i < 10; i++) {
            backoff.nextNs();
        }
        backoff.reset();

        assertThat(backoff.nextNs()).isLessThanOrEqualTo(Backoff.FIRST_NS);
    }

    @Test
    void leavesHalfToChanceSoThatGatewaysDoNotComeBackInStep() {
        Set<Long> waits = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            waits.add(new Backoff(new Random(seed)).nextNs());
        }
        assertThat(waits).hasSizeGreaterThan(90);
    }
}
