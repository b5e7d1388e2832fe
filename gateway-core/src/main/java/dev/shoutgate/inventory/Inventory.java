package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.inventory.walk.StateDigest;
import dev.shoutgate.inventory.walk.StateReader;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;

/**
 * The decision: what a command makes of the state, as a fact or as a refusal. Two of them stand side by side, the one
 * that serves ({@link SaleShard}) and the plain one that it is measured against ({@link TwinShard}).
 *
 * <p>Pure and deterministic: time comes in, facts go out; no clock, thread, socket or log. A refusal changes nothing.
 *
 * <p>Threading: one thread, the shard's own.
 */
public interface Inventory extends FactReader, AutoCloseable {

    /**
     * Decides a command, writes what it changed into the frame, and says the outcome in {@code command.outcome}.
     * The outcome may be told to nobody before the frame is durable.
     *
     * @param nowMs the time of the batch, milliseconds since 1970 UTC, never less than the batch before
     */
    void decide(Command command, long nowMs, FactFrame facts);

    /** Writes the first fact of a new shard, with the secret that its hashes are keyed with. */
    void found(long hashKey0, long hashKey1, FactFrame facts);

    /** Takes the records of a snapshot, in their order, into an inventory that is still empty. */
    FactReader snapshot();

    /** The sequence of the newest fact folded; 0 before the first. */
    long lastSequence();

    /** When the newest fact was made, milliseconds since 1970 UTC; 0 before the first. */
    long lastTimeMs();

    /** Hands out the whole state, with what its indexes lead to. */
    void walk(StateReader reader);

    /** A hash over all that a walk hands out: equal states have equal hashes, whoever computes them. */
    default long stateHash() {
        return StateDigest.of(this::walk).sum();
    }

    @Override
    void close();
}
