package dev.shoutgate.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the README tells people to type. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("java .*?-jar gateway-core/target/gateway\\.jar ([^|&#\n]*)");

    private Readme() {}

    /** The fenced blocks of a language, in their order. */
    static List<String> blocks(String language) throws Exception {
        return BLOCK.matcher(Files.readString(Path.of("..", "README.md"))).results()
                .filter(block -> block.group(1).equals(language)).map(block -> block.group(2)).toList();
    }

    /** The arguments of each call of the gateway, in their order. */
    static List<List<String>> commands() throws Exception {
        return blocks("sh").stream().map(block -> block.replace("\\\n", " "))
                .flatMap(block -> COMMAND.matcher(block).results()).map(Readme::arguments).toList();
    }

    private static List<String> arguments(MatchResult command) {
        return List.of(command.group(1).strip().split(" +"));
    }
}
