package dev.shoutgate.sim.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormRunTest {
    private final StringWriter said = new StringWriter();
    private final List<Long> lived = new ArrayList<>();

    @Test
    void livesEverySeedOnce() {
        assertThat(run(seed -> lived.add(seed)).run(5, 4)).isTrue();
        assertThat(lived).containsExactly(5L, 6L, 7L, 8L);
        assertThat(said.toString()).contains("some storm: seeds 5 to 8 held");
    }

    @Test
    void stopsAtABrokenPromiseAndSaysHowToSeeItAgain() {
        assertThat(run(StormRunTest::breakAtSeven).run(1, 100)).isFalse();
        assertThat(said.toString()).contains("seed 7 breaks", "sim.jar storm --only some --seed 7", "lost an order")
                .doesNotContain("held");
    }

    @Test
    void takesAnExceptionForABrokenPromiseToo() {
        assertThat(run(seed -> {
            throw new IOException("no such file");
        }).run(3, 1)).isFalse();
        assertThat(said.toString()).contains("seed 3 breaks", "no such file");
    }

    private static void breakAtSeven(long seed) {
        if (seed == 7) {
            throw new AssertionError("lost an order");
        }
    }

    private StormRun run(Storm.Life life) {
        return new StormRun("some", life, new PrintWriter(said));
    }
}
