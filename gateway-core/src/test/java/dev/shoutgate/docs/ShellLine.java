package dev.shoutgate.docs;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command as a page prints it, taken apart as a shell would: blanks separate words, single quotes keep everything,
 * a backslash before the end of a line continues it. What else means something to a shell is refused, so that no page
 * can lean on it unseen.
 */
record ShellLine(List<String> words) {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\\\\n|\\s+|([^\\s'\"\\\\$`;<>&]+)");

    static ShellLine of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Matcher next = WORD.matcher(line);
        int at = 0;
        for (; next.find() && next.start() == at; at = next.end()) {
            if (next.group(1) != null || next.group(2) != null) {
                word.append(next.group(1) != null ? next.group(1) : next.group(2));
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (at != line.length()) {
            throw new AssertionError("not understood from " + line.substring(at));
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return new ShellLine(words);
    }

    String program() {
        return words.get(0);
    }

    /** Does what curl would with these words, at a gateway whose ports are others than the page's. */
    Answer curl(int buyersPort, int operatorsPort) {
        String method = null;
        String body = null;
        URI url = null;
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-i", "-s" -> { }
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                default -> url = URI.create(words.get(i));
            }
        }
        method = method != null ? method : body != null ? "POST" : "GET";
        int port = url.getPort() == 8080 ? buyersPort : operatorsPort;
        if (!url.getHost().equals("127.0.0.1") || url.getPort() != 8080 && url.getPort() != 8081) {
            throw new AssertionError("no address of the gateway: " + url);
        }
        return new ApiClient(port).send(method, url.getPath(), body, headers.toArray(String[]::new));
    }
}
