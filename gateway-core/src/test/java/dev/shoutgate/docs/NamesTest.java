package dev.shoutgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name is there: tests, programs, benchmarks, properties and classes. */
class NamesTest {

    private static final Pattern TEST = Pattern.compile("-pl (\\S+) .*-Dtest=(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("-D((?:shoutgate|storm|test)\\.\\w+)=");
    private static final Pattern PROGRAM = Pattern.compile("-cp gateway-bench/target/benchmarks\\.jar ([\\w.]+)");
    private static final Pattern BENCHMARK = Pattern.compile("-jar gateway-bench/target/benchmarks\\.jar (\\w+)");
    private static final Pattern SIMULATOR = Pattern.compile("-jar gateway-sim/target/sim\\.jar (\\w+)");
    /** Of our programs: what stands right after the word java is the JVM's. */
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)(?<!java )(--(?!help)[a-z][a-z-]+)");
    /** With a small letter before a capital one, so that HTTP and JMH are no classes. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z]+\\.)*[A-Z]\\w*[a-z][A-Z]\\w*(?:\\.[a-z]\\w*)?");
    /** Flags of the JVM. */
    private static final Set<String> OTHERS = Set.of("MaxInlineLevel", "InlineSmallCode");

    private static final List<Path> SOURCES = Tree.files().stream()
            .filter(file -> file.toString().matches("gateway-\\w+/src/.*\\.java|(.*/)?pom\\.xml")).toList();
    /** Facts, and the types that the build makes of them. */
    private static final String FACTS = Tree.read(Path.of("gateway-core/src/main/sbe/facts.xml"))
            + Tree.read(Path.of("gateway-core/src/build/GenerateFactReaders.java"));

    static Stream<DocPage> pages() {
        return DocPage.all().stream();
    }

    private static List<List<String>> groups(Pattern pattern, DocPage page) {
        return page.typed().stream().flatMap(line -> pattern.matcher(line).results())
                .map(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toList())
                .toList();
    }

    private static List<Path> named(String ending) {
        return SOURCES.stream().filter(source -> source.toString().endsWith(ending)).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areTestsOfTheModuleThatTheCommandNames(DocPage page) {
        assertThat(groups(TEST, page)).allSatisfy(test -> assertThat(named("/" + test.get(1) + ".java"))
                .as("%s", test).anyMatch(source -> source.startsWith(Path.of(test.get(0), "src", "test"))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void arePropertiesThatAreRead(DocPage page) {
        assertThat(groups(PROPERTY, page)).allSatisfy(name -> assertThat(SOURCES).as("%s", name)
                .anyMatch(source -> Tree.read(source).contains(name.get(0))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areProgramsThatCanBeStarted(DocPage page) {
        assertThat(groups(PROGRAM, page)).allSatisfy(name ->
                assertThat(named("src/main/java/" + name.get(0).replace('.', '/') + ".java")).as("%s", name)
                        .singleElement().satisfies(source -> assertThat(Tree.read(source))
                                .contains("public static void main(")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areBenchmarks(DocPage page) {
        assertThat(groups(BENCHMARK, page)).allSatisfy(name -> assertThat(SOURCES).as("%s", name)
                .anyMatch(source -> source.toString().matches(".*/\\w*" + name.get(0) + "\\w*(?<=Benchmark)\\.java")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areCommandsOfTheSimulator(DocPage page) {
        assertThat(groups(SIMULATOR, page)).allSatisfy(name -> assertThat(SOURCES).as("%s", name)
                .filteredOn(source -> source.startsWith("gateway-sim/src/main"))
                .anyMatch(source -> Tree.read(source).contains("@Command(name = \"" + name.get(0) + "\"")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areOptionsThatAreRead(DocPage page) {
        String programs = SOURCES.stream().filter(source -> source.toString().matches(".*/src/(main|build)/.*"))
                .map(Tree::read).collect(Collectors.joining());

        assertThat(groups(OPTION, page)).extracting(name -> name.get(0))
                .allMatch(name -> programs.contains("\"" + name + "\""));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areClassesOrFacts(DocPage page) {
        // Findings are about libraries and name their classes.
        List<String> typed = page.isFinding() ? List.of() : page.typed();
        List<String> unknown = typed.stream().filter(CLASS.asMatchPredicate()).filter(name -> !known(name))
                .toList();

        assertThat(unknown).isEmpty();
    }

    private static boolean known(String name) {
        String type = name.replaceFirst("(?<=[A-Za-z])\\.[a-z]\\w*$", "");
        return OTHERS.contains(type) || FACTS.contains("\"" + type + "\"")
                || !named("/" + type.replace('.', '/') + ".java").isEmpty();
    }
}
