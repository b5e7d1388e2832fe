package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.shoutgate.frontend.token.KeyFileFuzz;
import dev.shoutgate.frontend.token.TokenFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From where the fuzzer starts, and what it found: each run of the tests goes through it once. */
class FuzzSeedsTest {

    private static final Path SEEDS = Path.of("src/test/fuzz");

    /** By what the command calls them, which is where their seeds lie. */
    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "TwoReadersFuzz", TwoReadersFuzz::fuzzerTestOneInput,
            "BuyScannerFuzz", BuyScannerFuzz::fuzzerTestOneInput,
            "OperatorBodiesFuzz", OperatorBodiesFuzz::fuzzerTestOneInput,
            "ProxyHeaderFuzz", ProxyHeaderFuzz::fuzzerTestOneInput,
            "ClientAddressFuzz", ClientAddressFuzz::fuzzerTestOneInput,
            "IpAddressFuzz", IpAddressFuzz::fuzzerTestOneInput,
            "PassFuzz", PassFuzz::fuzzerTestOneInput,
            "token.TokenFuzz", TokenFuzz::fuzzerTestOneInput,
            "token.KeyFileFuzz", KeyFileFuzz::fuzzerTestOneInput);

    static Stream<Arguments> seeds() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SEEDS, 2)) {
            files = all.filter(file -> Files.isRegularFile(file) && !file.getParent().equals(SEEDS)).sorted().toList();
        }
        return files.stream().map(file -> Arguments.of(file.getParent().getFileName().toString(), file));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepWhatTheirTargetPromises(String target, Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);

        assertThatNoException().isThrownBy(() -> TARGETS.get(target).accept(input));
    }

    @Test
    void areThereForEveryTarget() throws IOException {
        try (Stream<Path> all = Files.list(SEEDS)) {
            assertThat(all.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        }
    }
}
