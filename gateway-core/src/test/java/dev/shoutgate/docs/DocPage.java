package dev.shoutgate.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown of this repository, or a section of one: what it says, and what it tells people to type. */
public record DocPage(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern GATEWAY =
            Pattern.compile("java .*?-jar gateway-core/target/gateway\\.jar ([^|&#\n]*)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    public static DocPage of(String fromTheTop) {
        return of(Path.of(fromTheTop));
    }

    static DocPage of(Path fromTheTop) {
        return new DocPage(fromTheTop, Tree.read(fromTheTop));
    }

    /** Every page, by path. */
    public static List<DocPage> all() {
        return Tree.files().stream().filter(file -> file.toString().endsWith(".md")).map(DocPage::of).toList();
    }

    /** Whether it tells what was learnt about a library, in that library's words. */
    boolean isFinding() {
        return path.startsWith("findings");
    }

    /** What stands under a heading of the second level, up to the next one. */
    public DocPage section(String heading) {
        Matcher found = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n(.*?)(?=^## |\\z)").matcher(text);
        if (!found.find()) {
            throw new AssertionError(path + " has no section " + heading);
        }
        return new DocPage(path, found.group(1));
    }

    /** The fenced blocks of a language, in their order. */
    public List<String> blocks(String language) {
        return BLOCK.matcher(text).results().filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2)).toList();
    }

    /** Everything to be typed: lines of the {@code sh} blocks, continued ones as one, and what stands in backticks. */
    public List<String> typed() {
        List<String> typed = new ArrayList<>();
        blocks("sh").forEach(block -> block.replace("\\\n", " ").lines().forEach(typed::add));
        SPAN.matcher(withoutBlocks()).results().map(span -> span.group(1)).forEach(typed::add);
        return typed;
    }

    /** The arguments of each call of the gateway, in their order. */
    public List<List<String>> gatewayCommands() {
        return typed().stream().flatMap(line -> GATEWAY.matcher(line).results())
                .map(command -> List.of(command.group(1).strip().split(" +"))).toList();
    }

    /** The headings' names as links to them spell them. */
    public List<String> anchors() {
        return HEADING.matcher(withoutBlocks()).results().map(heading -> heading.group(1).toLowerCase()
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }

    public String withoutBlocks() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
