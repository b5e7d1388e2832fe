package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may know which, and which library is at home where, read off the imports. */
class ArrowsTest {
    private static final Path MAIN = Path.of("src/main/java/dev/shoutgate/sim");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);
    private static final Map<String, Set<String>> MAY_KNOW = Map.of("plan", Set.of(), "gateway", Set.of("plan"),
            "press", Set.of("plan"), "proof", Set.of("gateway", "plan", "press"),
            "report", Set.of("press", "proof"), "storm", Set.of(), "show",
            Set.of("gateway", "plan", "press", "proof", "report"));

    @Test
    void everyPackageKnowsOnlyTheOnesItMay() {
        MAY_KNOW.forEach((name, allowed) -> assertThat(known(name)).as(name).isSubsetOf(allowed));
    }

    @Test
    void noPackageBelowKnowsMoreOfTheRootThanItsVocabulary() {
        MAY_KNOW.keySet().forEach(name -> assertThat(imports(name)
                .filter(type -> type.matches("dev\\.shoutgate\\.sim\\.[A-Z]\\w*"))).as(name)
                .isSubsetOf("dev.shoutgate.sim.UsageException", "dev.shoutgate.sim.ExitCode"));
    }

    @Test
    void everyLibraryHasItsHome() {
        assertThat(homes("io.netty.")).containsExactly("press");
        assertThat(homes("java.net.http.")).containsExactly("gateway");
        assertThat(homes("org.HdrHistogram.")).containsExactly("press", "report");
        assertThat(homes("com.fasterxml.jackson.dataformat.")).containsExactly("plan");
        assertThat(homes("picocli.")).isEmpty();
    }

    /** But for the storm, which is no look from outside: it puts the inside through its lives. */
    @Test
    void theSimulatorKnowsNothingOfTheGatewaysInside() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("storm")).flatMap(ArrowsTest::imports)
                    .filter(type -> type.startsWith("dev.shoutgate.") && !type.startsWith("dev.shoutgate.sim.")))
                    .isEmpty();
        }
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<Integer> lines = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> (int) text(file).lines().count()).sorted().toList();
            assertThat(lines.get(lines.size() - 1)).isLessThanOrEqualTo(400);
            assertThat(lines.get(lines.size() / 2)).as("the median").isLessThan(80);
        }
    }

    private static Set<String> known(String name) {
        return imports(name).filter(type -> type.matches("dev\\.shoutgate\\.sim\\.[a-z]+\\..*"))
                .map(type -> type.split("\\.")[3]).filter(other -> !other.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> homes(String library) {
        return MAY_KNOW.keySet().stream().filter(name -> imports(name).anyMatch(type -> type.startsWith(library)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> imports(String name) {
        try (Stream<Path> files = Files.list(MAIN.resolve(name))) {
            return files.flatMap(ArrowsTest::imports).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> imports(Path file) {
        return IMPORT.matcher(text(file)).results().map(found -> found.group(1)).toList().stream();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
