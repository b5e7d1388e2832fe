package dev.shoutgate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many buys of one merchant a shard has taken and not finished yet. All sales of a merchant on a shard have the
 * same one, and each of their commands carries it, so that nobody has to look it up.
 *
 * <p>Threading: any event loop lets in and asks, the shard's own thread lets go; wait-free. Allocates nothing.
 */
public final class MerchantLoad {

    /** A press is noted this often at most, milliseconds: all presses of a crowd would write the same word. */
    private static final long NOTED_EVERY_MS = 100;
    private static final VarHandle ENTERED;
    private static final VarHandle LEFT;
    private static final VarHandle PRESSED_AT_MS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ENTERED = lookup.findVarHandle(MerchantLoad.class, "entered", long.class);
            LEFT = lookup.findVarHandle(MerchantLoad.class, "left", long.class);
            PRESSED_AT_MS = lookup.findVarHandle(MerchantLoad.class, "pressedAtMs", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int weight;
    private long entered;
    private long left;
    private long pressedAtMs;
    /** Of {@link #left}, those that were not said to others yet; the shard's thread alone. */
    private int leaving;

    /** {@code weight}: what it is entitled to beside others, at least 1. */
    public MerchantLoad(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }

    /** Notes that it is pressed; {@code nowMs}: milliseconds since 1970. Any event loop. */
    public void pressed(long nowMs) {
        if (!isPressedWithin(NOTED_EVERY_MS, nowMs)) {
            PRESSED_AT_MS.setOpaque(this, nowMs);
        }
    }

    /** Whether it was pressed in so many milliseconds before now; a clock that was set back makes no difference. */
    public boolean isPressedWithin(long ms, long nowMs) {
        return Math.abs(nowMs - (long) PRESSED_AT_MS.getOpaque(this)) < ms;
    }

    /** Counts a command that the shard has. Any event loop. */
    public void enter() {
        ENTERED.getAndAdd(this, 1L);
    }

    /** Commands that the shard has, give or take those that come and go meanwhile. Any thread. */
    public long waiting() {
        // Who left first: one that came in between is counted, and none is counted off that was not counted before.
        long gone = (long) LEFT.getAcquire(this);
        return (long) ENTERED.getAcquire(this) - gone;
    }

    /** Counts a command that is done with, for {@link #leave}; says whether it is the first. The shard's thread. */
    public boolean startLeaving() {
        return leaving++ == 0;
    }

    /** Lets all go that were counted since the last call. The shard's thread. */
    public void leave() {
        LEFT.setRelease(this, left + leaving);
        leaving = 0;
    }
}
