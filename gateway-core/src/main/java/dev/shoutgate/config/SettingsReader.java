package dev.shoutgate.config;

import dev.shoutgate.config.BadSettingException.Problem;
import dev.shoutgate.config.SettingTree.Entries;
import dev.shoutgate.config.SettingTree.Kind;
import dev.shoutgate.config.SettingTree.Scalar;
import dev.shoutgate.config.SettingTree.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Typed getters over one section of the settings.
 *
 * <p>Every getter records the path that it was asked for and what is allowed there, so that what nobody asked for is
 * unknown, and says its default where the setting is absent. A wrong value is noted as a problem and the default is
 * returned in its place, so that reading goes on and finds the other problems too. Threading: one thread.
 */
final class SettingsReader {
    static final String SECTION = "settings by name";

    private final String path;
    private final Section section;
    private final Map<String, String> wantsByPath;
    private final List<Problem> problems;

    /**
     * @param wantsByPath filled with the paths that were asked for, and what is allowed at each
     * @param problems filled with what is wrong
     */
    SettingsReader(String path, Section section, Map<String, String> wantsByPath, List<Problem> problems) {
        this.path = path;
        this.section = section;
        this.wantsByPath = wantsByPath;
        this.problems = problems;
    }

    /** The section of that name; an absent one, or one with nothing in it, is all defaults. */
    SettingsReader section(String name) {
        asked(name, SECTION);
        SettingTree node = section.fields().get(name);
        boolean bare = node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
        if (node != null && !bare && !(node instanceof Section)) {
            refuse(name, "got " + node.shown() + ", wants " + SECTION);
        }
        return within(pathOf(name), node instanceof Section found ? found : new Section(lineOf(name), Map.of()));
    }

    /** The list of sections of that name; empty where the setting is absent. */
    Optional<List<SettingsReader>> sections(String name, String wants) {
        return entries(name, wants).map(entries -> IntStream.range(0, entries.items().size())
                .filter(i -> isSection(name, i, entries.items().get(i)))
                .mapToObj(i -> within(entryPath(name, i), (Section) entries.items().get(i)))
                .toList());
    }

    /** The list of values of that name, without those that do not fit; empty where the setting is absent. */
    <T> List<T> values(String name, String wants, Function<Scalar, Optional<T>> fits) {
        List<SettingTree> items = entries(name, wants).map(Entries::items).orElse(List.of());
        return IntStream.range(0, items.size())
                .mapToObj(i -> fitting(entryPath(name, i), items.get(i), wants, fits))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whole numbers from 1 on by names of the user's own; none where the setting is absent. */
    Map<String, Integer> wholesByName(String name, String wants, Pattern names, int max) {
        asked(name, wants);
        SettingTree node = section.fields().get(name);
        Map<String, Integer> wholes = new TreeMap<>();
        if (node instanceof Section found) {
            found.fields().forEach((key, value) -> {
                if (names.matcher(key).matches()) {
                    fitting(pathOf(name) + "." + key, value, wants, scalar -> whole(scalar, 1, max))
                            .ifPresent(whole -> wholes.put(key, whole));
                } else {
                    problems.add(new Problem(pathOf(name), value.line(), 0,
                            "got the name \"" + SettingTree.printable(key) + "\", wants " + wants));
                }
            });
        } else if (node != null) {
            refuse(name, "got " + node.shown() + ", wants " + wants + "; {} is none");
        }
        return wholes;
    }

    /** The value of that name; empty where it is absent or does not fit. */
    <T> Optional<T> optional(String name, String wants, Function<Scalar, Optional<T>> fits) {
        asked(name, wants);
        return Optional.ofNullable(section.fields().get(name))
                .flatMap(node -> fitting(pathOf(name), node, wants, fits));
    }

    /** As {@link #optional}, but its absence is a problem too. */
    <T> Optional<T> required(String name, String wants, Function<Scalar, Optional<T>> fits) {
        refuseAbsence(name, wants);
        return optional(name, wants, fits);
    }

    int whole(String name, int absent, int min, int max) {
        return optional(name, wholeFromTo(min, max), scalar -> whole(scalar, min, max)).orElse(absent);
    }

    Optional<Integer> requiredWhole(String name, int min, int max) {
        return required(name, wholeFromTo(min, max), scalar -> whole(scalar, min, max));
    }

    int wholeOrAuto(String name, int auto, int min, int max) {
        return optional(name, "auto or " + wholeFromTo(min, max), scalar -> scalar.says("auto")
                ? Optional.of(auto) : whole(scalar, min, max)).orElse(auto);
    }

    boolean truth(String name, boolean absent) {
        // YAML's other words for them (yes, on) would be read as false here.
        return optional(name, "true or false", scalar -> Optional.of(scalar.text())
                .filter(text -> scalar.kind() == Kind.BOOLEAN && text.matches("true|false")).map(Boolean::valueOf))
                .orElse(absent);
    }

    int powerOfTwo(String name, int absent, int min, int max) {
        return optional(name, "a power of two from %d to %d".formatted(min, max), scalar -> whole(scalar, min, max)
                .filter(value -> Integer.bitCount(value) == 1)).orElse(absent);
    }

    int bytes(String name, String absent, String min, String max) {
        return Math.toIntExact(amount(UnitScale.SIZE, "a size", name, absent, min, max));
    }

    Duration duration(String name, String absent, String min, String max) {
        return Duration.ofMillis(amount(UnitScale.DURATION, "a duration", name, absent, min, max));
    }

    Path path(String name, Path absent) {
        return optional(name, "a path", scalar -> scalar.words().filter(SettingsReader::isPath).map(Path::of))
                .orElse(absent);
    }

    /** A path, or the word {@code none}, as where it is absent. */
    Optional<Path> pathOrNone(String name) {
        return optional(name, "none or a path", scalar -> scalar.words().filter(SettingsReader::isPath))
                .filter(text -> !text.equals("none")).map(Path::of);
    }

    /** A text that is not blank, or the word {@code any}, as where it is absent. */
    Optional<String> textOrAny(String name) {
        return optional(name, "any or a text", scalar -> scalar.words().filter(text -> !text.isBlank()))
                .filter(text -> !text.equals("any"));
    }

    /** One constant of an enum by its name in lower case; the words of {@code notYet} get an answer of their own. */
    <E extends Enum<E>> E choice(String name, E absent, String... notYet) {
        return choice(name, absent.getDeclaringClass(), notYet).orElse(absent);
    }

    /** As the other, but its absence is a problem. */
    <E extends Enum<E>> Optional<E> requiredChoice(String name, Class<E> type, String... notYet) {
        refuseAbsence(name, words(type));
        return choice(name, type, notYet);
    }

    /** A text that must be there and that no message may show. */
    Optional<String> requiredSecret(String name, String wants, Function<Scalar, Optional<String>> fits) {
        asked(name, wants);
        refuseAbsence(name, wants);
        Optional<String> secret = section.fields().get(name) instanceof Scalar scalar ? fits.apply(scalar)
                : Optional.empty();
        if (has(name) && secret.isEmpty()) {
            refuse(name, "got something else (not shown, as it may be a secret), wants " + wants);
        }
        return secret;
    }

    /** Notes as known what the settings may say there, although nobody reads it yet. */
    void known(String... names) {
        for (String name : names) {
            asked(name, "nothing yet");
        }
    }

    boolean has(String name) {
        return section.fields().containsKey(name);
    }

    /** Notes a problem of the setting of that name, or of the section where it is absent. */
    void refuse(String name, String what) {
        refuse(name, lineOf(name), what);
    }

    /** Notes a problem that another line than the setting's own brought about. */
    void refuse(String name, int line, String what) {
        problems.add(new Problem(pathOf(name), line, 0, what));
    }

    int lineOf(String name) {
        return has(name) ? section.fields().get(name).line() : section.line();
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private SettingsReader within(String innerPath, Section inner) {
        return new SettingsReader(innerPath, inner, wantsByPath, problems);
    }

    private void asked(String name, String wants) {
        wantsByPath.put(pathOf(name), wants);
    }

    private String entryPath(String name, int index) {
        return pathOf(name) + "[" + index + "]";
    }

    private <E extends Enum<E>> Optional<E> choice(String name, Class<E> type, String[] notYet) {
        String wants = words(type);
        boolean later = section.fields().get(name) instanceof Scalar scalar
                && Arrays.stream(notYet).anyMatch(scalar::says);
        if (later) {
            asked(name, wants);
            refuse(name, "got " + section.fields().get(name).shown() + ", which is not there yet; wants " + wants);
            return Optional.empty();
        }
        return optional(name, wants, scalar -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> scalar.says(word(constant))).findFirst());
    }

    private void refuseAbsence(String name, String wants) {
        if (!has(name)) {
            refuse(name, "is missing, wants " + wants);
        }
    }

    private Optional<Entries> entries(String name, String wants) {
        asked(name, "a list of " + wants);
        SettingTree node = section.fields().get(name);
        if (node != null && !(node instanceof Entries)) {
            refuse(name, "got " + node.shown() + ", wants a list of " + wants + "; [] is the empty list");
        }
        return node instanceof Entries entries ? Optional.of(entries) : Optional.empty();
    }

    private boolean isSection(String name, int index, SettingTree node) {
        if (!(node instanceof Section)) {
            problems.add(new Problem(entryPath(name, index), node.line(), 0,
                    "got " + node.shown() + ", wants " + SECTION));
        }
        return node instanceof Section;
    }

    private <T> Optional<T> fitting(String at, SettingTree node, String wants, Function<Scalar, Optional<T>> fits) {
        Optional<T> value = node instanceof Scalar scalar ? fits.apply(scalar) : Optional.empty();
        if (value.isEmpty()) {
            problems.add(new Problem(at, node.line(), 0, "got " + node.shown() + ", wants " + wants));
        }
        return value;
    }

    private long amount(UnitScale scale, String type, String name, String absent, String min, String max) {
        long least = scale.parse(min).orElseThrow();
        long most = scale.parse(max).orElseThrow();
        return optional(name, "%s from %s to %s".formatted(type, min, max), scalar -> {
            boolean written = scalar.kind() == Kind.TEXT || scalar.kind() == Kind.WHOLE;
            return scale.parse(written ? scalar.text() : "").stream()
                    .filter(amount -> least <= amount && amount <= most).boxed().findFirst();
        }).orElse(scale.parse(absent).orElseThrow());
    }

    private static String wholeFromTo(int min, int max) {
        return "a whole number from %d to %d".formatted(min, max);
    }

    private static Optional<Integer> whole(Scalar scalar, int min, int max) {
        // Decimal alone: YAML's other spellings (010 for 8, 0x1F) are traps in a settings file. And no more digits than
        // a long holds.
        if (scalar.kind() != Kind.WHOLE || !scalar.text().matches("-?(0|[1-9][0-9_]{0,17})")) {
            return Optional.empty();
        }
        long value = Long.parseLong(scalar.text().replace("_", ""));
        return min <= value && value <= max ? Optional.of((int) value) : Optional.empty();
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(SettingsReader::word).collect(Collectors.joining(" or "));
    }

    private static String word(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether the system could have a file of that name. */
    static boolean isPath(String text) {
        try {
            return !text.isBlank() && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }
}
