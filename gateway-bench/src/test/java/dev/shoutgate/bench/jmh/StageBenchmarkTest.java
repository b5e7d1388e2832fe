package dev.shoutgate.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class StageBenchmarkTest {

    @Test
    void opensInItsForksWhatTheBuildOpensForTheGateway() {
        var flagsOfTheBuild = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-")).toList();

        assertThat(StageBenchmark.openFlags()).isNotEmpty().containsExactlyInAnyOrderElementsOf(flagsOfTheBuild);
    }
}
