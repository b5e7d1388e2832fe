package dev.shoutgate.inventory;

import java.lang.invoke.VarHandle;
import net.openhft.chronicle.values.Align;
import net.openhft.chronicle.values.Group;

/**
 * The live figures of one item, as the shard's thread writes them and as every other thread and process reads them.
 *
 * <p>Threading: one writer, the shard's own thread; any number of readers, who take no lock and never hold the writer
 * up. {@code version} is a sequence lock over the rest. The writer puts its changes between {@link #beginChange()} and
 * {@link #endChange()}; a reader takes {@link #beginRead()}, reads the figures that it wants with the plain getters,
 * and keeps them only if {@link #unchangedSince(long)} then says so, otherwise it reads again. A figure that
 * somebody reads alone has a volatile getter for that.
 *
 * <p>Units: {@code total}, {@code held}, {@code sold} and {@code limitPerBuyer} in pieces, {@code price} in minor units
 * of the sale's currency. A new item has zero everywhere.
 *
 * <p>The abstract accessors are the memory layout, in the grammar of Chronicle Values: the groups give the order of
 * the fields, and each field is aligned to its own size, so that none is ever seen half written. The alignment of
 * {@code version} makes an item 64 bytes with its key, so that its figures lie in one cache line: at 8 bytes an item
 * would take 56 and most would lie across two, at 64 it would take 128.
 */
public interface ItemValue {

    /** Status of an item that is not sold. */
    int OFF = 0;

    /** Status of an item that is sold while its sale is open. */
    int ON = 1;

    /** Returns the count of half-changes: odd while the writer is in the middle of a change. */
    @Group(0)
    @Align(offset = 8, dontCross = 16)
    long getVersion();

    long getVolatileVersion();

    void setVersion(long version);

    void setOrderedVersion(long version);

    /** Returns the units ever offered: {@code available + held + sold}. */
    @Group(1)
    long getTotal();

    void setTotal(long total);

    /** Returns the units promised to buyers who have not paid yet. */
    @Group(2)
    long getHeld();

    void setHeld(long held);

    /** Returns the units paid for. */
    @Group(3)
    long getSold();

    void setSold(long sold);

    /** Returns the minor units of the sale's currency. */
    @Group(4)
    long getPrice();

    void setPrice(long price);

    /** Returns the units that one buyer may have held or sold. */
    @Group(5)
    int getLimitPerBuyer();

    int getVolatileLimitPerBuyer();

    void setLimitPerBuyer(int limitPerBuyer);

    /** Returns the {@link #OFF} or {@link #ON}. */
    @Group(6)
    int getStatus();

    int getVolatileStatus();

    void setStatus(int status);

    /** Opens a change: readers that look from now on will look again. Writer only; every change is closed. */
    default void beginChange() {
        setOrderedVersion(getVersion() + 1);
        // The figures that follow must not be seen before the odd version.
        VarHandle.storeStoreFence();
    }

    /** Closes a change: what was written since {@link #beginChange()} is to be seen together. Writer only. */
    default void endChange() {
        setOrderedVersion(getVersion() + 1);
    }

    /** Starts a reading and returns what {@link #unchangedSince(long)} wants to know. Any thread. */
    default long beginRead() {
        return getVolatileVersion();
    }

    /** Says whether what was read since {@link #beginRead()} returned {@code version} belongs together. Any thread. */
    default boolean unchangedSince(long version) {
        // The figures must be read before the version is looked at again.
        VarHandle.loadLoadFence();
        return (version & 1) == 0 && version == getVolatileVersion();
    }
}
