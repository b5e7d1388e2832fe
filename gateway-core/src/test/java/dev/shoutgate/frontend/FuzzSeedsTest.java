package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From where the fuzzer starts, and what it found: each run of the tests goes through it once. */
class FuzzSeedsTest {

    private static final Path SEEDS = Path.of("src/test/fuzz");

    static Stream<Path> connections() throws IOException {
        return of(TwoReadersFuzz.class);
    }

    static Stream<Path> bodies() throws IOException {
        return of(BuyScannerFuzz.class);
    }

    private static Stream<Path> of(Class<?> target) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(target.getSimpleName()))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("connections")
    void areReadAlikeByBothReadersOfRequests(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);

        assertThatNoException().isThrownBy(() -> TwoReadersFuzz.fuzzerTestOneInput(input));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void areReadAlikeByBothReadersOfBodies(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);

        assertThatNoException().isThrownBy(() -> BuyScannerFuzz.fuzzerTestOneInput(input));
    }
}
