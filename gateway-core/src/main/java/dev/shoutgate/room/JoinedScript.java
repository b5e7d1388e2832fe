package dev.shoutgate.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A script with everything that it imports, as one: each module becomes a function of its own that returns what it
 * exports, so that no name meets another. A browser asks once instead of once a module, and nothing has to be built.
 *
 * <p>What it reads is what our scripts are written in: {@code import { a, b } from './c.js';} and {@code export} before
 * a function or a const. Who is imported runs first, so nobody may import who imports him.
 *
 * <p>Threading: made once, at the start.
 */
final class JoinedScript {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]*}) from '\\./([\\w/-]+\\.js)';\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async )?(?:function|const) (\\w+))");
    private static final Pattern OTHER = Pattern.compile("(?m)^(?:import|export)\\b.*");

    private final Map<String, String> modules = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    JoinedScript(String name) {
        add(name);
    }

    String text() {
        return String.join("", modules.values());
    }

    private void add(String name) {
        if (open.contains(name)) {
            throw new IllegalStateException(name + " is imported by what it imports itself: " + open);
        }
        open.push(name);
        String source = new String(StaticPages.read(name), StandardCharsets.UTF_8);
        for (MatchResult imported : IMPORT.matcher(source).results().toList()) {
            if (!modules.containsKey(imported.group(2))) {
                add(imported.group(2));
            }
        }
        modules.put(name, asFunction(name, source));
        open.pop();
    }

    private static String asFunction(String name, String source) {
        List<String> exports = EXPORT.matcher(source).results().map(found -> found.group(1)).toList();
        String body = IMPORT.matcher(source).replaceAll(found ->
                "const " + found.group(1).replace(" as ", ": ") + " = " + variable(found.group(2)) + ";\n");
        body = EXPORT.matcher(body).replaceAll("");
        String strange = OTHER.matcher(body).results().map(MatchResult::group).collect(Collectors.joining("; "));
        if (!strange.isEmpty()) {
            throw new IllegalStateException(name + " has imports or exports that cannot be joined: " + strange);
        }
        return "const " + variable(name) + " = (() => {\n" + body + "return { " + String.join(", ", exports)
                + " };\n})();\n";
    }

    private static String variable(String name) {
        return "m_" + name.substring(0, name.length() - ".js".length()).replaceAll("[/-]", "_");
    }
}
