package dev.shoutgate.inventory;

import dev.shoutgate.SaleView.Act;
import java.util.List;

/**
 * One step of a random history of a shard, as a value, so that a failing history can be shrunk and printed. Numbers are
 * places in small alphabets, which makes collisions common; {@link SideBySide} gives them their meaning.
 */
sealed interface Step {

    /** Pieces of the sale's item at a place, counted round. */
    record Line(int item, int quantity) {}

    /**
     * A buy; a {@code stale} one is of the sale's first definition, as if it was replaced while the press came in. Its
     * pass is {@link #NONE}, or {@link #BAD}, or has a number.
     */
    record Press(int sale, boolean stale, int buyer, int key, List<Line> lines, int channel, int pass)
            implements Step {}

    int BAD = -3;

    /** Sends an earlier buy once more, the {@code back}-th last. */
    record PressAgain(int back) implements Step {}

    record Cancel(int order, int asker) implements Step {}

    /** An operator's, whose units may or may not go on sale again. */
    record CancelFor(int order, int operator, boolean restock) implements Step {}

    record Confirm(int order, int operator, int payment) implements Step {}

    /** Without items the whole order; what comes of an item twice counts once. */
    record Refund(int order, int operator, boolean restock, List<Line> items, int key) implements Step {}

    /** Sends the last refund or extension that was granted once more; {@code other}: with another wish under its key. */
    record ActAgain(boolean other) implements Step {}

    record Extend(int order, int operator, int seconds, int key) implements Step {}

    record Restock(int sale, int item, int quantity, int key, int operator) implements Step {}

    /** What is negative stays; {@code on}: 0 takes it down, 1 puts it up, anything else leaves it. */
    record ChangeItem(int sale, int item, int price, int limit, int on, Look look, int operator) implements Step {}

    /** What is said of an item or a sale; {@link #AS_IT_IS} stays, {@link #NONE} is taken away. */
    int AS_IT_IS = -2;

    int NONE = -1;

    /** Times in milliseconds after the start; a title has a number. */
    record Look(int title, int image, int listPrice, int onAfterMs, int offAfterMs) {}

    /** {@code featured} is an item, a notice and a checkout have a number, and so has a title that is not to stay. */
    record ChangeSale(int sale, int title, int opensAfterMs, int closesAfterMs, int featured, int notice, int checkout,
            int operator) implements Step {}

    record AddItem(int sale, int item, int stock, int key, int operator) implements Step {}

    record History(int sale) implements Step {}

    /** An operator's list: {@code status} counts round, {@code buyer} and {@code channel} are negative for all. */
    record ListFor(int sale, int status, int buyer, int channel, int after, int most) implements Step {}

    record Read(int order, int asker) implements Step {}

    /** The buyer's own orders of a sale; a {@code stale} one is of the sale's first definition. */
    record ListOwn(int sale, boolean stale, int buyer) implements Step {}

    record ReadFor(int order, int operator) implements Step {}

    record Snapshot() implements Step {}

    record Define(int sale, int shape, int operator) implements Step {}

    record Move(int sale, boolean stale, Act act, int key, int operator) implements Step {}

    /** Lets go of a sale if it has been closed for so long. */
    record Retire(int sale, int closedForMs) implements Step {}

    record Audit(int sale) implements Step {}

    record Tick() implements Step {}

    /** Ends the batch and lets time pass. */
    record Pass(int ms) implements Step {}

    /** An item to be defined. */
    record Goods(int stock, int limit, boolean on, boolean free, Look look) {}

    /** A sale to be defined; times in milliseconds after the start, negative for never. */
    record Shape(int merchant, int holdSeconds, boolean reclaim, int opensAfterMs, int closesAfterMs, boolean passes,
            List<Goods> goods) {}

    /** All of a history: what the shard may hold, which definitions there are, and what happens. */
    record Life(int orderCapacity, int itemCapacity, List<Shape> shapes, List<Step> steps) {}
}
