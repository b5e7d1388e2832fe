package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources of all modules look: small pieces, short lines, nothing left for later. */
class StyleTest {

    private static final int MOST_LINES = 400;
    private static final int MEDIAN_LINES = 80;
    private static final int MOST_COLUMNS = 120;
    private static final int MOST_LINES_OF_A_METHOD = 60;

    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TODO|FIXME|HACK)\\b");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\.(out|err)\\b|\\.printStackTrace\\(\\)");
    private static final Pattern FLOATING = Pattern.compile("\\b(double|float|Double|Float)\\b");

    private static final Pattern TYPE = Pattern.compile("\\b(class|record|enum|interface)\\b");
    private static final Pattern DRAWN_WITH_THREADS = Pattern.compile("(?s)<pre>.*</pre>.*Thread");

    private static final List<Source> SOURCES = Source.ofAllModules();

    /** A file, with what is said of it relative to the top folder. */
    private record Source(Path path, List<String> lines) {

        static List<Source> ofAllModules() {
            Path here = Path.of("").toAbsolutePath();
            Path top = Files.exists(here.resolve("gateway-core")) ? here : here.getParent();
            return Stream.of("gateway-core", "gateway-sim", "gateway-bench")
                    .map(module -> top.resolve(module).resolve("src/main/java")).filter(Files::exists)
                    .flatMap(Source::files).map(file -> read(top, file)).toList();
        }

        private static Stream<Path> files(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Source read(Path top, Path file) {
            try {
                return new Source(top.relativize(file), Files.readAllLines(file));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean isIn(String folder) {
            return path.getParent().endsWith(folder);
        }

        String inPackage() {
            return path.getParent().toString().replaceFirst(".*/java/", "");
        }

        String name() {
            return path.getFileName().toString();
        }
    }

    @Test
    void looksAtTheSourcesOfTheGateway() {
        assertThat(SOURCES).hasSizeGreaterThan(150).anyMatch(source -> source.name().equals("SaleShard.java"));
    }

    @Test
    void keepsEveryFileShort() {
        assertThat(SOURCES).filteredOn(source -> source.lines.size() > MOST_LINES).extracting(Source::path).isEmpty();
    }

    @Test
    void keepsMostFilesVeryShort() {
        int[] sizes = SOURCES.stream().mapToInt(source -> source.lines.size()).sorted().toArray();

        assertThat(sizes[sizes.length / 2]).isLessThan(MEDIAN_LINES);
    }

    @Test
    void keepsEveryLineShort() {
        assertThat(linesWhere(SOURCES, line -> line.codePointCount(0, line.length()) > MOST_COLUMNS)).isEmpty();
    }

    @Test
    void indentsWithSpacesAndLeavesNoneBehind() {
        assertThat(linesWhere(SOURCES, line -> line.indexOf('\t') >= 0 || line.endsWith(" "))).isEmpty();
    }

    @Test
    void leavesNothingForLater() {
        assertThat(linesWhere(SOURCES, LEFT_FOR_LATER.asPredicate())).isEmpty();
    }

    @Test
    void speaksToTheConsoleInCommandsOnly() {
        String benchmarks = "SideBySide|BesideExchange|StartTimes|[A-Z][a-z]+Pause|RegressionGate|Growth|FlushRate"
                + "|FanOut|JournalWrites|OpenConnections|Neighbour|Overload";
        String servers = "(Limit|Usual|Naive|FanOut)Server|ExchangeEngine|ShardOrders";
        String commands = ".*(Command|Main)\\.java|(" + benchmarks + "|" + servers + ")\\.java";
        List<Source> others = SOURCES.stream().filter(source -> !source.name().matches(commands)).toList();

        assertThat(linesWhere(others, CONSOLE.asPredicate())).isEmpty();
    }

    @Test
    void keepsEveryMethodShort() {
        List<String> longOnes = new ArrayList<>();
        SOURCES.forEach(source -> longOnes.addAll(longMethods(source.path.toString(), source.lines)));

        assertThat(longOnes).isEmpty();
    }

    @Test
    void countsTheLinesOfAMethodAsAPersonWould() {
        List<String> body = new ArrayList<>(List.of("class A {", "    int fits() {"));
        body.addAll(Collections.nCopies(58, "        one();"));
        body.addAll(List.of("    }", "    int tooLong(", "            int b) {"));
        body.addAll(Collections.nCopies(58, "        if (a) { one(\"}\"); }"));
        body.addAll(List.of("    }", "}"));

        assertThat(longMethods("A.java", body)).containsExactly("A.java:62 has 61 lines");
    }

    @Test
    void reckonsInWholeNumbersWhereItDecides() {
        List<Source> inventory = SOURCES.stream().filter(source -> source.inPackage().startsWith("dev/shoutgate/inventory")).toList();

        assertThat(inventory).isNotEmpty();
        assertThat(linesWhere(inventory, FLOATING.asPredicate())).isEmpty();
    }

    @Test
    void saysOfEveryPackageWhatItIsFor() {
        // By package and not by folder: a benchmark may sit in the package of what it measures.
        List<String> packages = SOURCES.stream().map(Source::inPackage).distinct().toList();
        List<String> explained = SOURCES.stream().filter(source -> source.name().equals("package-info.java"))
                .map(Source::inPackage).toList();

        assertThat(explained).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void drawsEveryPackageOfTheGatewayWithItsThreads() {
        List<Path> silent = SOURCES.stream()
                .filter(source -> source.name().equals("package-info.java") && source.path.startsWith("gateway-core"))
                .filter(source -> !DRAWN_WITH_THREADS.matcher(String.join("\n", source.lines)).find())
                .map(Source::path).toList();

        assertThat(silent).isEmpty();
    }

    private static List<String> linesWhere(List<Source> sources, Predicate<String> wrong) {
        List<String> found = new ArrayList<>();
        for (Source source : sources) {
            for (int i = 0; i < source.lines.size(); i++) {
                if (wrong.test(source.lines.get(i))) {
                    found.add(source.path + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    /** By indentation: a method is what stands one or two steps in and ends with a brace of its own. */
    private static List<String> longMethods(String file, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (String step : List.of("    ", "        ")) {
            int begin = -1;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                boolean here = line.startsWith(step) && line.length() > step.length()
                        && Character.isLetter(line.charAt(step.length()));
                if (line.equals(step + "}") && begin >= 0) {
                    if (i - begin + 1 > MOST_LINES_OF_A_METHOD && !TYPE.matcher(lines.get(begin)).find()) {
                        found.add(file + ":" + (begin + 1) + " has " + (i - begin + 1) + " lines");
                    }
                    begin = -1;
                } else if (here && !line.endsWith(";")) {
                    begin = i;
                }
            }
        }
        return found;
    }
}
