package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A short run of what the fuzzer does for long: its seeds as they are, and with some bytes changed. */
class PassFuzzTest {

    @Test
    void countsNothingThatWasNotSealedHoweverNearItIs() throws IOException {
        List<String> seeds;
        try (Stream<Path> files = Files.list(Path.of("src/test/fuzz/PassFuzz"))) {
            seeds = files.sorted().map(PassFuzzTest::read).toList();
        }
        seeds.forEach(seed -> PassFuzz.fuzzerTestOneInput(seed.getBytes(StandardCharsets.ISO_8859_1)));
        forAll(3_000, draws -> {
            String bytes = seeds.get(draws.evenly(0, seeds.size() - 1));
            for (ByteMutation mutation : draws.list(1, 3, ByteMutation::one)) {
                bytes = mutation.of(bytes);
            }
            PassFuzz.fuzzerTestOneInput(bytes.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
