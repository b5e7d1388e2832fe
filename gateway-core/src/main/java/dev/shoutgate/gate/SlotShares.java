package dev.shoutgate.gate;

import dev.shoutgate.MerchantLoad;
import java.util.function.LongBinaryOperator;

/**
 * Who may have how many slots of a ring. A merchant who is alone may have all that buys may use, but for a few:
 * somebody else may be pressed at any moment. Where several are pressed, what nobody uses is lent, up to a mark: a
 * crowd that has it full delays the others by no more than a few milliseconds. Beyond the mark each has its weighted
 * share and no more, so that there is always room for the others. Repeated keys, which buyers send who may have an
 * order, are taken up to half of the ring.
 *
 * <p>Threading: any event loop asks; {@link #count} is the shard's own thread's. Wait-free, allocates nothing.
 */
final class SlotShares {

    /** Merchants that were pressed within this time count. */
    private static final long ACTIVE_MS = 1_000;
    /** Of the slots, the part that is lent where several merchants are pressed. */
    private static final int LENT_PART = 16;
    private static final int LEAST_LENT = 32;
    /** Of the slots, the part that whoever is alone leaves to those who come. */
    private static final int LEFT_PART = 16;
    /** Of a share, what is left for presses that come late. */
    private static final int LATE_PART = 16;

    private final int most;
    private final int lent;
    private final int mostOfOne;
    private final StandingQueue queue;
    private final LongBinaryOperator weightWithin;
    private volatile long activeWeight;

    /**
     * @param most         slots that buys may use
     * @param weightWithin weights of all merchants together that were pressed in so many milliseconds before a time
     */
    SlotShares(int most, StandingQueue queue, LongBinaryOperator weightWithin) {
        this.most = most;
        this.lent = Math.min(most, Math.max(LEAST_LENT, most / LENT_PART));
        this.mostOfOne = most - most / LEFT_PART;
        this.queue = queue;
        this.weightWithin = weightWithin;
    }

    /** Looks once more which merchants are pressed. */
    void count(long nowMs) {
        activeWeight = weightWithin.applyAsLong(ACTIVE_MS, nowMs);
    }

    /** How many slots of the ring may be taken when a merchant's buy enters, whatever it has itself. */
    int lentTo(MerchantLoad load) {
        return Math.min(isAlone(load) ? mostOfOne : lent, queue.limit());
    }

    /** Whether nobody else was pressed lately. */
    boolean isAlone(MerchantLoad load) {
        return load.weight() >= activeWeight;
    }

    /**
     * Whether it has less than its share: at least one slot, and at most as many as are lent. Of presses that come late
     * a part of that, as nobody who is behind by a crowd's own fault will catch up by getting more; and nothing of a
     * crowd where there is nobody else whose it could be: that answer would come too late, and what it costs keeps the
     * others waiting.
     */
    boolean hasShareLeft(MerchantLoad load, boolean late, boolean crowded) {
        if (late && crowded && isAlone(load)) {
            return false;
        }
        long share = Math.min((long) queue.limit() * load.weight() / Math.max(load.weight(), activeWeight), lent);
        return load.waiting() < Math.max(1, late ? share / LATE_PART : share);
    }

    /** How many slots may be taken when somebody enters who may have an order already, or only asks. */
    int lentToRepeats() {
        return most / 2;
    }
}
