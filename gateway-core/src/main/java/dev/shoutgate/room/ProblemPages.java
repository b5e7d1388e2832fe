package dev.shoutgate.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page for every code of the error table: what happened, and what a client should do. The texts stand in
 * {@code problems/problems.json}, the looks in two templates.
 *
 * <p>Threading: immutable, any thread.
 */
final class ProblemPages {

    private static final String ENTRY_BEGIN = "<!-- each problem -->";
    private static final String ENTRY_END = "<!-- end -->";

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Page index;

    ProblemPages() {
        String page = text("problems/problem.html");
        String list = text("problems/index.html");
        int begin = list.indexOf(ENTRY_BEGIN);
        int end = list.indexOf(ENTRY_END);
        String entry = list.substring(begin + ENTRY_BEGIN.length(), end);
        StringBuilder entries = new StringBuilder();
        for (Map.Entry<String, JsonNode> problem : OpenApi.json("problems/problems.json").properties()) {
            pages.put(problem.getKey(), StaticPages.html(fill(page, problem.getKey(), problem.getValue())));
            entries.append(fill(entry, problem.getKey(), problem.getValue()));
        }
        index = StaticPages.html(list.substring(0, begin) + entries + list.substring(end + ENTRY_END.length()));
    }

    Page index() {
        return index;
    }

    Page of(String code) {
        return pages.get(code);
    }

    private static String fill(String template, String code, JsonNode problem) {
        return template
                .replace("{{code}}", escaped(code))
                .replace("{{title}}", escaped(problem.path("title").asText()))
                .replace("{{status}}", escaped(problem.path("status").asText()))
                .replace("{{retryable}}", problem.path("retryable").asBoolean() ? "yes" : "no")
                .replace("{{what}}", escaped(problem.path("what").asText()))
                .replace("{{todo}}", escaped(problem.path("todo").asText()))
                .replace("{{example}}", escaped(problem.path("example").toPrettyString()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String text(String name) {
        return new String(StaticPages.read(name), StandardCharsets.UTF_8);
    }
}
