import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Part of the build, not of the product: counts how large the sources are and in how many files a thing must be known,
 * so that a change can be compared with what was before by one script.
 *
 * <p>Run by the JDK from this source file, with the top folder of any checkout (by default the current one):
 * {@code java gateway-core/src/build/HouseFigures.java [TOP_FOLDER] [--files]}. With {@code --files} it lists the files
 * behind the counts of facts and fields. It reads only, generated sources are not counted, and it exits with 1 if there
 * is no Shoutgate in the folder.
 *
 * <p>The rules of counting:
 * <ul>
 * <li>Files: every Java file of {@code src/main/java}, with each {@code package-info.java}. A code line has something
 * left after comments are stripped; the share of comments is that of all lines that are not blank. The median of an
 * even number of files lies between the two in the middle, and p90 is the size nearest to nine tenths of the way.
 * <li>Methods: comments and strings are stripped and braces tracked. A method is a block directly in a type, and its
 * header ends in {@code )} or in a throws clause or is that of a compact constructor; initializers and lambdas are
 * none. Its lines go from the first line of its header, annotations included, to its closing brace.
 * <li>A fact: each message of {@code facts.xml}. A file names it if it contains its name as a whole word, or that of a
 * class generated from it ({@code PriceChanged}, {@code PriceChangedDecoder}, {@code PriceChangedEncoder}). Counted are
 * all files under {@code gateway-core/src/main}, {@code facts.xml} included, and as docs {@code README.md} and
 * {@code gateway-core/ARCHITECTURE.md}. The last column counts other spellings too ({@code priceChanged},
 * {@code onPriceChanged}, {@code PRICE_CHANGED}), so that a renaming does not look like a gain.
 * <li>A field: files under {@code gateway-core/src/main} with its name as a whole word, in any case and with or without
 * underscores ({@code limitPerBuyer}, {@code LIMIT_PER_BUYER}). A Java file that imports {@code io.netty.channel} or
 * {@code java.nio.channels} means those by {@code channel}, so it does not count for that field. The last column also
 * counts names that only contain it ({@code skipChannel}), by the same exception.
 * </ul>
 */
public final class HouseFigures {
    private static final List<String> MODULES = List.of("gateway-core", "gateway-sim", "gateway-bench");
    private static final String MAIN = "gateway-core/src/main";
    private static final String FACTS = MAIN + "/sbe/facts.xml";
    private static final List<String> DOCS = List.of("README.md", "gateway-core/ARCHITECTURE.md");
    private static final List<String> FIELDS = List.of("channel", "limitPerBuyer");

    private static final Pattern MESSAGE = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"");
    private static final Pattern OTHER_CHANNELS =
            Pattern.compile("(?m)^import (static )?(io\\.netty\\.channel|java\\.nio\\.channels)\\.");

    private final Path top;
    private final boolean listsFiles;

    private HouseFigures(Path top, boolean listsFiles) {
        this.top = top;
        this.listsFiles = listsFiles;
    }

    public static void main(String[] arguments) {
        List<String> folders = Stream.of(arguments).filter(argument -> !argument.startsWith("--")).toList();
        Path top = Path.of(folders.isEmpty() ? "" : folders.get(0));
        if (!Files.exists(top.resolve(FACTS))) {
            System.err.println("no " + FACTS + " in " + top.toAbsolutePath() + ": name the top folder of a checkout");
            System.exit(1);
        }
        new HouseFigures(top, List.of(arguments).contains("--files")).print();
    }

    private void print() {
        List<Source> sources = sources("src/main/java");
        printRooms(sources);
        printParts(sources);
        printTests(sources);
        printFacts();
        printFields();
    }

    private void printRooms(List<Source> sources) {
        Table table = new Table("main, by module and package", "files", "lines", "code", "comment %", "median", "p90",
                "max", "methods", "<=10 %", "<=20 %", "longest");
        for (String module : MODULES) {
            List<Source> ofModule = of(sources, module);
            table.add(module, figures(ofModule));
            rooms(ofModule).forEach((room, files) -> table.add("  " + room, figures(files)));
        }
        table.print();
    }

    private static Object[] figures(List<Source> files) {
        int code = sum(files, Source::code);
        int comment = sum(files, Source::comment);
        int[] sizes = files.stream().mapToInt(Source::lines).sorted().toArray();
        int[] methods = files.stream().flatMap(file -> file.methods().stream()).mapToInt(length -> length).sorted()
                .toArray();
        return new Object[] {files.size(), sum(files, Source::lines), code,
                Math.round(100.0 * comment / (code + comment)), median(sizes),
                sizes[(int) Math.rint((sizes.length - 1) * 0.9)], last(sizes),
                methods.length, share(methods, 10), share(methods, 20), last(methods)};
    }

    private void printParts(List<Source> sources) {
        Map<String, List<Source>> rooms = rooms(of(sources, MODULES.get(0)));
        String largest = rooms.keySet().stream().max(Comparator.comparing(room -> rooms.get(room).size()))
                .orElseThrow();
        Table table = new Table("parts of " + MODULES.get(0), "files", "lines");
        addPart(table, "the root package", rooms.getOrDefault(Source.ROOT, List.of()));
        addPart(table, "the largest package: " + largest, rooms.get(largest));
        addPart(table, "all " + rooms.size() + " packages", of(sources, MODULES.get(0)));
        addPart(table, "part of the build: src/build", of(sources("src/build"), MODULES.get(0)));
        table.print();
    }

    private static void addPart(Table table, String name, List<Source> files) {
        table.add(name, files.size(), sum(files, Source::lines));
    }

    private void printTests(List<Source> main) {
        List<Source> tests = sources("src/test/java");
        Table table = new Table("tests, by module", "files", "lines", "code", "code : main's");
        for (String module : MODULES) {
            table.add(module, testFigures(of(tests, module), of(main, module)));
        }
        table.add("all", testFigures(tests, main));
        table.print();
    }

    private static Object[] testFigures(List<Source> tests, List<Source> main) {
        int code = sum(tests, Source::code);
        return new Object[] {tests.size(), sum(tests, Source::lines), code,
                String.format(Locale.ROOT, "%.2f", (double) code / sum(main, Source::code))};
    }

    private void printFacts() {
        Table table = new Table("files that name a fact", "id", "main", "docs", "main + docs", "any spelling");
        Matcher message = MESSAGE.matcher(read(top.resolve(FACTS)));
        Map<Path, String> main = texts(List.of(MAIN));
        Map<Path, String> docs = texts(DOCS);
        while (message.find()) {
            String name = message.group(1);
            Predicate<String> named = Pattern.compile("\\b" + name + "(Decoder|Encoder)?\\b").asPredicate();
            Predicate<String> spelled = Pattern.compile(anyCase(name)).asPredicate();
            List<Path> inMain = filesWith(main, named);
            List<Path> inDocs = filesWith(docs, named);
            table.add(name, message.group(2), inMain.size(), inDocs.size(), inMain.size() + inDocs.size(),
                    filesWith(main, spelled).size() + filesWith(docs, spelled).size());
            table.list(listsFiles, Stream.concat(inMain.stream(), inDocs.stream()).toList());
        }
        table.print();
    }

    private void printFields() {
        Table table = new Table("files that name a field", "Java", "other", "all", "in longer names too");
        Map<Path, String> main = texts(List.of(MAIN));
        for (String field : FIELDS) {
            Map<Path, String> meant = field.equals("channel") ? withoutOtherChannels(main) : main;
            List<Path> files = filesWith(meant, Pattern.compile("\\b" + anyCase(field) + "\\b").asPredicate());
            long java = files.stream().filter(file -> file.toString().endsWith(".java")).count();
            table.add(field, java, files.size() - java, files.size(),
                    filesWith(meant, Pattern.compile(anyCase(field)).asPredicate()).size());
            table.list(listsFiles, files);
        }
        table.print();
    }

    private static Map<Path, String> withoutOtherChannels(Map<Path, String> texts) {
        return texts.entrySet().stream().filter(file -> !OTHER_CHANNELS.matcher(file.getValue()).find())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** Of {@code limitPerBuyer} the pattern for it and {@code LIMIT_PER_BUYER}. */
    private static String anyCase(String name) {
        return "(?i)" + name.replaceAll("(?<=[a-z])(?=[A-Z])", "_?");
    }

    private static List<Path> filesWith(Map<Path, String> texts, Predicate<String> wanted) {
        return texts.entrySet().stream().filter(file -> wanted.test(file.getValue())).map(Map.Entry::getKey).toList();
    }

    private Map<Path, String> texts(List<String> places) {
        Map<Path, String> texts = new TreeMap<>();
        places.stream().flatMap(place -> files(top.resolve(place)))
                .forEach(file -> texts.put(top.relativize(file), read(file)));
        return texts;
    }

    private List<Source> sources(String folder) {
        return MODULES.stream().flatMap(module -> files(top.resolve(module).resolve(folder))
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> Source.of(module, top.resolve(module).resolve(folder).relativize(file), read(file))))
                .toList();
    }

    private static Stream<Path> files(Path place) {
        if (!Files.exists(place)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> of(List<Source> sources, String module) {
        return sources.stream().filter(source -> source.module().equals(module)).toList();
    }

    private static Map<String, List<Source>> rooms(List<Source> sources) {
        return sources.stream().collect(Collectors.groupingBy(Source::room, TreeMap::new, Collectors.toList()));
    }

    private static int sum(List<Source> files, ToIntFunction<Source> figure) {
        return files.stream().mapToInt(figure).sum();
    }

    private static int median(int[] sorted) {
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    private static int last(int[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    private static String share(int[] sizes, int most) {
        long within = IntStream.of(sizes).filter(size -> size <= most).count();
        return sizes.length == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * within / sizes.length);
    }

    /** One Java file; the methods as their lengths in lines. */
    private record Source(String module, String room, int lines, int code, int comment, List<Integer> methods) {
        static final String ROOT = "(root)";

        static Source of(String module, Path file, String text) {
            String stripped = stripped(text);
            List<String> lines = text.lines().toList();
            int written = (int) lines.stream().filter(line -> !line.isBlank()).count();
            int code = (int) stripped.lines().filter(line -> !line.isBlank()).count();
            Path folder = file.getParent() == null ? Path.of("") : file.getParent();
            String room = folder.toString().replace('/', '.').replaceFirst("^dev\\.shoutgate\\.?", "");
            return new Source(module, room.isEmpty() ? ROOT : room, lines.size(), code, written - code,
                    new Blocks(stripped).methods());
        }

        private static final Pattern COMMENT_OR_STRING = Pattern.compile(
                "(?s)(//[^\n]*|/\\*.*?\\*/)"
                        + "|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'");

        /** Comments become blanks and strings the letter x, line by line. */
        private static String stripped(String text) {
            return COMMENT_OR_STRING.matcher(text).replaceAll(found ->
                    found.group().replaceAll("[^\\s]", found.group(1) != null ? " " : "x"));
        }
    }

    /** Walks over the braces of a stripped source. */
    private static final class Blocks {
        private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\s+[A-Z]\\w*");
        /** A constant of an enum with a body of its own: a type that has no name. */
        private static final Pattern CONSTANT = Pattern.compile(",?\\s*[A-Z][A-Z0-9_]*\\s*(\\(.*\\))?");
        /** A class without a name, made where it is used. */
        private static final Pattern ANONYMOUS = Pattern.compile("(?s).*\\bnew\\s+[\\w.<>,?\\s]+\\([^()]*\\)");
        private static final Pattern METHOD =
                Pattern.compile("(?s).*\\)(\\s*throws\\s+[\\w.,\\s]+)?|(\\w+\\s+)*[A-Z]\\w*");

        private enum Kind { TYPE, METHOD, OTHER }

        /** An open block, the line at which its header begins, and how many parentheses were open before it. */
        private record Block(Kind kind, int line, int parentheses) { }

        private final Deque<Block> open = new ArrayDeque<>();
        private final StringBuilder header = new StringBuilder();
        private final List<Integer> methods = new ArrayList<>();
        private int line = 1;
        private int headerLine;
        private int parentheses;
        private boolean assigned;

        Blocks(String text) {
            text.chars().forEach(character -> read((char) character));
        }

        List<Integer> methods() {
            return methods;
        }

        private void read(char character) {
            if (character == '{') {
                open.push(new Block(kind(), headerLine, parentheses));
                beginHeader(0);
            } else if (character == '}') {
                close(open.pop());
            } else if (character == ';' && parentheses == 0) {
                beginHeader(0);
            } else {
                readHeader(character);
            }
        }

        private void readHeader(char character) {
            if (character == '\n') {
                line++;
            } else if (character == '(') {
                parentheses++;
            } else if (character == ')') {
                parentheses--;
            }
            assigned |= character == '=' && parentheses == 0;
            if (!Character.isWhitespace(character) && header.isEmpty()) {
                headerLine = line;
            }
            if (!Character.isWhitespace(character) || !header.isEmpty()) {
                header.append(character);
            }
        }

        private void close(Block block) {
            if (block.kind == Kind.METHOD) {
                methods.add(line - block.line + 1);
            }
            beginHeader(block.parentheses);
        }

        private void beginHeader(int parenthesesBefore) {
            parentheses = parenthesesBefore;
            header.setLength(0);
            assigned = false;
        }

        private Kind kind() {
            String words = header.toString().strip();
            boolean inType = !open.isEmpty() && open.peek().kind == Kind.TYPE;
            if (ANONYMOUS.matcher(words).matches()) {
                return Kind.TYPE;
            }
            if (parentheses == 0 && (TYPE.matcher(words).find() || inType && CONSTANT.matcher(words).matches())) {
                return Kind.TYPE;
            }
            boolean declared = inType && parentheses == 0 && !assigned;
            return declared && METHOD.matcher(words).matches() ? Kind.METHOD : Kind.OTHER;
        }
    }

    /** Rows under a headline, the columns aligned; figures are aligned to the right. */
    private static final class Table {
        private final List<List<String>> rows = new ArrayList<>();
        private final Map<Integer, List<Path>> files = new TreeMap<>();

        Table(String title, String... columns) {
            add(title, (Object[]) columns);
        }

        void add(String name, Object... figures) {
            rows.add(Stream.concat(Stream.of(name), Stream.of(figures).map(String::valueOf)).toList());
        }

        /** Puts these below the last row. */
        void list(boolean wanted, List<Path> paths) {
            if (wanted) {
                files.put(rows.size() - 1, paths);
            }
        }

        void print() {
            int[] widths = IntStream.range(0, rows.get(0).size())
                    .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
            for (int row = 0; row < rows.size(); row++) {
                System.out.println(aligned(rows.get(row), widths));
                files.getOrDefault(row, List.of()).forEach(file -> System.out.println("    " + file));
            }
            System.out.println();
        }

        private static String aligned(List<String> row, int[] widths) {
            return IntStream.range(0, row.size())
                    .mapToObj(i -> (i == 0 ? "%-" + widths[i] + "s" : "%" + widths[i] + "s").formatted(row.get(i)))
                    .collect(Collectors.joining("  "));
        }
    }
}
