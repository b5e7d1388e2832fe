package dev.shoutgate.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

    private static final Pattern IMPORT = Pattern.compile("import (\\{[^}]*}) from '\\./([\\w/-]+\\.js)';\n");
    private static final Pattern EXPORT = Pattern.compile("export (?=(?:async )?(?:function|const) (\\w+))");
    private static final Pattern OTHER = Pattern.compile("(?:import|export)\\b.*");

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
        LineStarts.replace(source, "import", IMPORT, imported -> {
            if (!modules.containsKey(imported.group(2))) {
                add(imported.group(2));
            }
            return "";
        });
        modules.put(name, asFunction(name, source));
        open.pop();
    }

    private static String asFunction(String name, String source) {
        List<String> exports = new ArrayList<>();
        String body = LineStarts.replace(source, "import", IMPORT, found ->
                "const " + found.group(1).replace(" as ", ": ") + " = " + variable(found.group(2)) + ";\n");
        body = LineStarts.replace(body, "export", EXPORT, found -> {
            exports.add(found.group(1));
            return "";
        });
        List<String> strange = new ArrayList<>();
        for (String word : new String[] {"import", "export"}) {
            LineStarts.replace(body, word, OTHER, found -> {
                strange.add(found.group());
                return "";
            });
        }
        if (!strange.isEmpty()) {
            throw new IllegalStateException(
                    name + " has imports or exports that cannot be joined: " + String.join("; ", strange));
        }
        return "const " + variable(name) + " = (() => {\n" + body + "return { " + String.join(", ", exports)
                + " };\n})();\n";
    }

    private static String variable(String name) {
        return "m_" + name.substring(0, name.length() - ".js".length()).replaceAll("[/-]", "_");
    }
}
