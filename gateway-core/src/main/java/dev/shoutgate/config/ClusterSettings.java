package dev.shoutgate.config;

import java.util.List;

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

    public ClusterSettings {
        members = List.copyOf(members);
    }

    /** This one. */
    public Member own() {
        return members.stream().filter(one -> one.id() == member).findFirst().orElseThrow();
    }
}
