package dev.shoutgate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.shoutgate.config.BadSettingException.Problem;
import dev.shoutgate.config.SettingTree.Entries;
import dev.shoutgate.config.SettingTree.Kind;
import dev.shoutgate.config.SettingTree.Scalar;
import dev.shoutgate.config.SettingTree.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML into a {@link SettingTree}.
 *
 * <p>By its tokens and not by Jackson's own trees, because those keep no lines and let the last of two equal names win.
 */
final class SettingTreeReader {
    private static final YAMLFactory YAML = new YAMLFactory();

    /** The deepest setting is four levels down; past this it is no settings file, and would eat the stack. */
    private static final int MAX_DEPTH = 16;

    private final YAMLParser parser;
    private final String source;
    private final List<Problem> problems;

    private SettingTreeReader(YAMLParser parser, String source, List<Problem> problems) {
        this.parser = parser;
        this.source = source;
        this.problems = problems;
    }

    /**
     * The tree of a text; names that are set twice are added to the problems.
     *
     * @throws BadSettingException where the text is not one YAML document of settings by name
     */
    static Section read(String yaml, String source, List<Problem> problems) {
        try (YAMLParser parser = YAML.createParser(yaml)) {
            return new SettingTreeReader(parser, source, problems).document();
        } catch (JsonProcessingException notYaml) {
            throw new BadSettingException(source, List.of(problemOf(notYaml, yaml)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
        }
    }

    private Section document() throws IOException {
        JsonToken first = parser.nextToken();
        Section settings = new Section(1, Map.of());
        if (first == JsonToken.START_OBJECT) {
            settings = section("", line(), 1);
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw refused("", "wants settings by name, such as \"data: data\", at the top");
        }
        if (first != null && parser.nextToken() != null) {
            throw refused("", "wants one YAML document, and a second one begins here");
        }
        return settings;
    }

    private Section section(String path, int line, int depth) throws IOException {
        Map<String, SettingTree> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.getText();
            String fieldPath = path.isEmpty() ? name : path + "." + name;
            int fieldLine = line();
            parser.nextToken();
            SettingTree before = fields.putIfAbsent(name, node(fieldPath, fieldLine, depth));
            if (before != null) {
                problems.add(new Problem(SettingTree.printable(fieldPath), fieldLine, 0,
                        "is set twice, first in line " + before.line()));
            }
        }
        return new Section(line, fields);
    }

    private Entries entries(String path, int line, int depth) throws IOException {
        List<SettingTree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", line(), depth));
        }
        return new Entries(line, items);
    }

    private SettingTree node(String path, int line, int depth) throws IOException {
        if (parser.isCurrentAlias()) {
            throw refused(path, "wants the value itself: aliases (*name) are not read");
        }
        if (depth > MAX_DEPTH) {
            throw refused(path, "is nested deeper than " + MAX_DEPTH + " levels, which no setting is");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> section(path, line, depth + 1);
            case START_ARRAY -> entries(path, line, depth + 1);
            case VALUE_NUMBER_INT -> new Scalar(line, Kind.WHOLE, parser.getText());
            case VALUE_NUMBER_FLOAT -> new Scalar(line, Kind.FRACTION, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(line, Kind.BOOLEAN, parser.getText());
            case VALUE_NULL -> new Scalar(line, Kind.NOTHING, "");
            default -> new Scalar(line, Kind.TEXT, parser.getText());
        };
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private BadSettingException refused(String path, String what) {
        return new BadSettingException(source, List.of(new Problem(SettingTree.printable(path), line(), 0, what)));
    }

    /** Jackson places an error at the last good token; what it wraps knows the place itself. */
    private static Problem problemOf(JsonProcessingException notYaml, String yaml) {
        if (notYaml.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return notYaml(marked.getProblemMark().getLine() + 1, marked.getProblemMark().getColumn() + 1,
                    marked.getProblem());
        }
        if (notYaml.getCause() instanceof ReaderException unreadable) {
            // It counts code points, and half of a pair at the end from behind it.
            int place = Math.min(unreadable.getPosition(), yaml.codePointCount(0, yaml.length()) - 1);
            String before = yaml.substring(0, yaml.offsetByCodePoints(0, place));
            int line = (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
            return notYaml(line, before.length() - before.lastIndexOf('\n'),
                    "the character \\u%04x may not stand in it".formatted(unreadable.getCodePoint()));
        }
        return notYaml(notYaml.getLocation().getLineNr(), notYaml.getLocation().getColumnNr(),
                notYaml.getOriginalMessage());
    }

    private static Problem notYaml(int line, int column, String why) {
        return new Problem("", line, column, "not YAML: " + why.lines().findFirst().orElse("unreadable"));
    }
}
