package dev.shoutgate.config;

import dev.shoutgate.config.GatewayConfig.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which members hold the same facts, and which of them this process is.
 *
 * @param member  the id of this one
 * @param members all of them, the same list on each
 * @param sync    where a member has a fact before it counts for the quorum
 */
public record ClusterSettings(int member, List<Member> members, Sync sync) {

    /** How many ports a member takes, from its own on. */
    public static final int PORTS = 5;

    /** Where facts are when a member says that it has them: in memory that outlives the process, or on its disk. */
    public enum Sync { MEMORY, DISK }

    /**
     * One of them.
     *
     * @param id   0 to 100, given once
     * @param host where the others reach it
     * @param port the first of {@value #PORTS} UDP ports in a row
     */
    public record Member(int id, String host, int port) {

        /** Host and port as addresses are written. */
        public String endpoint(int portsOn) {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + (port + portsOn);
        }
    }

    private static final int FEWEST = 3;
    private static final int MOST = 7;
    private static final int MAX_ID = 100;
    private static final int LAST_PORT = 65_535;
    private static final String HOST = "a host name or an address";
    private static final Pattern HOST_PATTERN = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    public ClusterSettings {
        members = List.copyOf(members);
    }

    /** Reads the section, which must be there for a quorum and for nothing else. */
    static ClusterSettings read(SettingsReader cluster, Durability durability) {
        int own = cluster.whole("member", 0, 0, MAX_ID);
        List<Member> members = new ArrayList<>();
        for (SettingsReader entry : cluster.sections("members", "{id, host, port}").orElse(List.of())) {
            member(entry).ifPresent(member -> {
                refuseClash(entry, member, members);
                members.add(member);
            });
        }
        Sync sync = cluster.choice("sync", Sync.MEMORY);
        boolean quorum = durability == Durability.QUORUM;
        if (quorum ? members.size() < FEWEST || members.size() > MOST : !members.isEmpty()) {
            cluster.refuse("members", "got " + members.size() + " with durability "
                    + durability.name().toLowerCase(Locale.ROOT) + ", wants "
                    + (quorum ? FEWEST + " to " + MOST : "none, or durability quorum"));
        } else if (quorum && members.stream().noneMatch(member -> member.id() == own)) {
            cluster.refuse("member", "got " + own + ", wants an id of cluster.members");
        }
        return new ClusterSettings(own, members, sync);
    }

    private static Optional<Member> member(SettingsReader entry) {
        Optional<Integer> id = entry.requiredWhole("id", 0, MAX_ID);
        Optional<String> host = entry.required("host", HOST,
                scalar -> scalar.words().filter(text -> HOST_PATTERN.matcher(text).matches()));
        Optional<Integer> port = entry.requiredWhole("port", 1, LAST_PORT - PORTS + 1);
        return id.flatMap(number -> host.flatMap(name -> port.map(first -> new Member(number, name, first))));
    }

    private static void refuseClash(SettingsReader entry, Member member, List<Member> before) {
        for (Member other : before) {
            if (other.id() == member.id()) {
                entry.refuse("id", "got " + member.id() + " a second time, wants ids that differ");
            } else if (other.host().equals(member.host()) && Math.abs(other.port() - member.port()) < PORTS) {
                entry.refuse("port", "got " + member.port() + " beside " + other.port() + " on the same host, wants "
                        + PORTS + " ports in a row for each member");
            }
        }
    }

    /** This one. */
    public Member own() {
        return members.stream().filter(one -> one.id() == member).findFirst().orElseThrow();
    }
}
