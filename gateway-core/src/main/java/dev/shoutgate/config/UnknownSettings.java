package dev.shoutgate.config;

import dev.shoutgate.config.BadSettingException.Problem;
import dev.shoutgate.config.SettingTree.Entries;
import dev.shoutgate.config.SettingTree.Section;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a file sets and nobody asked for: a misspelt setting that is passed over in silence is a trap. */
final class UnknownSettings {
    private final Collection<String> known;
    private final List<Problem> problems;

    private UnknownSettings(Collection<String> known, List<Problem> problems) {
        this.known = known;
        this.problems = problems;
    }

    /** Adds a problem for every path of the tree that is not among the known ones. */
    static void find(Section settings, Collection<String> known, List<Problem> problems) {
        new UnknownSettings(known, problems).section("", settings);
    }

    private void section(String path, Section section) {
        // Where one value was wanted, a whole section is already told as wrong.
        if (!path.isEmpty() && known.stream().noneMatch(other -> other.startsWith(path + "."))) {
            return;
        }
        section.fields().forEach((name, node) -> {
            String fieldPath = path.isEmpty() ? name : path + "." + name;
            // A dot inside a name would make it look like another setting's path.
            if (name.contains(".") || !known.contains(fieldPath)) {
                problems.add(new Problem(SettingTree.printable(fieldPath), node.line(), 0, "unknown setting; "
                        + suggestion(path, fieldPath)));
            } else {
                inside(fieldPath, node);
            }
        });
    }

    private void inside(String path, SettingTree node) {
        if (node instanceof Section section) {
            section(path, section);
        } else if (node instanceof Entries entries) {
            for (int i = 0; i < entries.items().size(); i++) {
                if (entries.items().get(i) instanceof Section section) {
                    section(path + "[" + i + "]", section);
                }
            }
        }
    }

    private String suggestion(String sectionPath, String wrong) {
        if (problems.size() > BadSettingException.MAX_TOLD) {
            // Nobody will read it, and looking for the nearest name takes its time.
            return "known ones stand in config/gateway.yaml";
        }
        if (known.contains(wrong)) {
            return "it has a dot, wants the part after each dot in a section of its own";
        }
        String prefix = sectionPath.isEmpty() ? "" : sectionPath + ".";
        return NearestName.of(wrong, known).map(near -> "did you mean " + near + "?").orElseGet(() -> "known "
                + (sectionPath.isEmpty() ? "at the top" : "in " + sectionPath) + " are " + known.stream()
                .filter(path -> path.startsWith(prefix)).map(path -> path.substring(prefix.length()))
                .filter(name -> !name.contains(".")).collect(Collectors.joining(", ")));
    }
}
