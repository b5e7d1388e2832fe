package dev.shoutgate;

import java.util.List;
import java.util.OptionalLong;

/**
 * A cluster as one of its members sees it.
 *
 * @param member    which one that is
 * @param role      what it is in the cluster now
 * @param leader    the id of the one that decides; negative where nobody does, as far as this one knows
 * @param members   all of them
 * @param sequence  up to which the member has folded the facts
 * @param stateHash of its memory at that sequence, the same on every member; empty while memory is in doubt
 */
public record ClusterView(int member, Role role, int leader, List<Member> members, long sequence,
        OptionalLong stateHash) {

    /** What a member is: it decides, it folds what another decides, or it looks for one that does. */
    public enum Role { LEADER, FOLLOWER, CANDIDATE }

    /** One of them; {@code alive}: whether it was heard of within the last seconds. */
    public record Member(int id, String host, int port, boolean alive) { }

    /** Says how the cluster stands. */
    public interface Source {

        /** With the hash of the state only where the shard's own thread asks; any may ask without. */
        ClusterView view(boolean withHash);
    }

    public ClusterView {
        members = List.copyOf(members);
    }
}
