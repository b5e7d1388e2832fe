package dev.shoutgate.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page for every code of the error table: what happened, and what a client should do. The texts stand in
 * {@code problems/problems.json}, the looks in two templates.
 *
 * <p>Threading: immutable, any thread.
 */
final class ProblemPages {

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Page index;

    ProblemPages() {
        String page = StaticPages.text("problems/problem.html");
        ListTemplate list = ListTemplate.of("problems/index.html", "<!-- each problem -->");
        StringBuilder entries = new StringBuilder();
        for (Map.Entry<String, JsonNode> problem : OpenApi.json("problems/problems.json").properties()) {
            String filled = fill(page, problem.getKey(), problem.getValue());
            pages.put(problem.getKey(), StaticPages.html(filled).packedAhead());
            entries.append(fill(list.entry(), problem.getKey(), problem.getValue()));
        }
        index = StaticPages.html(list.before() + entries + list.after()).packedAhead();
    }

    Page index() {
        return index;
    }

    Page of(String code) {
        return pages.get(code);
    }

    private static String fill(String template, String code, JsonNode problem) {
        return template
                .replace("{{code}}", ListTemplate.escaped(code))
                .replace("{{title}}", ListTemplate.escaped(problem.path("title").asText()))
                .replace("{{status}}", ListTemplate.escaped(problem.path("status").asText()))
                .replace("{{retryable}}", problem.path("retryable").asBoolean() ? "yes" : "no")
                .replace("{{what}}", ListTemplate.escaped(problem.path("what").asText()))
                .replace("{{todo}}", ListTemplate.escaped(problem.path("todo").asText()))
                .replace("{{example}}", ListTemplate.escaped(problem.path("example").toPrettyString()));
    }
}
