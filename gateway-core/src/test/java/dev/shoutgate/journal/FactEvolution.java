package dev.shoutgate.journal;

import dev.shoutgate.journal.FactSchema.Block;
import dev.shoutgate.journal.FactSchema.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a schema against a released one: all that was ever written must go on being read. Nothing is removed,
 * renumbered, moved or given another type; what is new comes last in its block and says since when.
 */
final class FactEvolution {
    private final FactSchema released;
    private final FactSchema now;
    private final List<String> breaches = new ArrayList<>();
    private boolean grown;

    private FactEvolution(FactSchema released, FactSchema now) {
        this.released = released;
        this.now = now;
    }

    /** What breaks the rules, a sentence each; empty if nothing does. */
    static List<String> breaches(FactSchema released, FactSchema now) {
        FactEvolution evolution = new FactEvolution(released, now);
        evolution.check();
        return evolution.breaches;
    }

    private void check() {
        if (!released.identity().equals(now.identity())) {
            breaches.add("id, byteOrder and header were " + released.identity() + " and are " + now.identity());
        }
        Map<String, Integer> ids = now.messages().entrySet().stream()
                .collect(Collectors.toMap(message -> message.getValue().self().name(), Map.Entry::getKey));
        released.messages().forEach((id, message) -> checkMessage(id, message, ids));
        released.enums().forEach(this::checkEnum);
        grown |= !released.messages().keySet().containsAll(now.messages().keySet());
        if (grown && now.version() <= released.version() || now.version() < released.version()) {
            breaches.add("the schema has grown since version " + released.version() + " and says that it is of version "
                    + now.version());
        }
    }

    private void checkMessage(int id, Block message, Map<String, Integer> ids) {
        String name = message.self().name();
        Block found = now.messages().get(id);
        if (!ids.containsKey(name)) {
            breaches.add("message " + name + " (id " + id + ") is gone");
        } else if (ids.get(name) != id) {
            breaches.add("message " + name + " had the id " + id + " and has " + ids.get(name));
        }
        if (found != null && !found.self().name().equals(name)) {
            breaches.add("the id " + id + " of message " + name + " is that of " + found.self().name());
        } else if (found != null) {
            if (!message.self().encoding().equals(found.self().encoding())) {
                breaches.add("message " + name + ": its length was '" + message.self().encoding() + "' and is '"
                        + found.self().encoding() + "'");
            }
            checkBlock(name, message, found);
            checkIds(name, message, found);
        }
    }

    private void checkBlock(String where, Block was, Block is) {
        checkMembers(where, "field", was.fields(), is.fields());
        checkMembers(where, "group", was.groupsThemselves(), is.groupsThemselves());
        checkMembers(where, "data", was.data(), is.data());
        for (Block group : was.groups()) {
            is.groups().stream().filter(other -> other.self().name().equals(group.self().name()))
                    .forEach(other -> checkBlock(where + "." + group.self().name(), group, other));
        }
    }

    private void checkMembers(String where, String kind, List<Member> was, List<Member> is) {
        for (int i = 0; i < was.size(); i++) {
            Member found = i < is.size() ? is.get(i) : null;
            if (!was.get(i).equals(found)) {
                breaches.add(kind + " " + where + "." + was.get(i).name() + ": " + difference(was.get(i), found, is));
                return;
            }
        }
        for (Member added : is.subList(was.size(), is.size())) {
            grown = true;
            if (added.since() <= released.version() || added.since() > now.version()) {
                breaches.add(kind + " " + where + "." + added.name() + " is new and has sinceVersion " + added.since()
                        + ", wants one above " + released.version() + " and up to the schema's " + now.version());
            }
        }
    }

    private static String difference(Member was, Member found, List<Member> all) {
        if (all.stream().noneMatch(other -> other.name().equals(was.name()))) {
            return "it is gone";
        }
        if (!Objects.equals(found.name(), was.name())) {
            return "it was moved, " + found.name() + " has its place";
        }
        return found.id() != was.id() ? "its id was " + was.id() + " and is " + found.id()
                : found.since() != was.since() ? "its sinceVersion was " + was.since() + " and is " + found.since()
                : "its encoding was " + was.encoding() + " and is " + found.encoding();
    }

    /** A new member must not have a number of its message that another has, or had. */
    private void checkIds(String name, Block was, Block is) {
        Set<Integer> taken = was.members().map(Member::id).collect(Collectors.toCollection(HashSet::new));
        Set<Member> old = was.members().collect(Collectors.toSet());
        is.members().filter(member -> !old.contains(member) && !taken.add(member.id()))
                .filter(member -> old.stream().noneMatch(earlier -> earlier.name().equals(member.name())))
                .forEach(member -> breaches.add(name + "." + member.name() + " is new and has the id " + member.id()
                        + ", which is taken"));
    }

    private void checkEnum(String name, Map<String, String> was) {
        Map<String, String> is = now.enums().getOrDefault(name, Map.of());
        grown |= is.size() > was.size();
        was.forEach((word, value) -> {
            if (!value.equals(is.get(word))) {
                breaches.add("value " + name + "." + word + " was " + value + " and is " + is.get(word));
            }
        });
    }
}
