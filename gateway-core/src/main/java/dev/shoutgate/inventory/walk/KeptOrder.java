package dev.shoutgate.inventory.walk;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * An order as a walk hands it out. One object for all orders of a walk, so that a walk over millions leaves no garbage.
 *
 * <p>Units: times in milliseconds since 1970 UTC, quantities in pieces, prices in minor units.
 *
 * <p>Threading: the thread that walks.
 */
public final class KeptOrder {

    public long number;
    public int saleNumber;
    public OrderStatus status;
    public long createdAtMs;
    public long expiresAtMs;
    public long sequence;
    /** Of the pass that it used; {@link Command#NO_PASS} for none. */
    public long passNumber;
    public final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    public final ByteText key = new ByteText(Limits.KEY_BYTES);
    public final Command.Notes notes = new Command.Notes();
    public int lineCount;
    public final int[] itemNumbers = new int[Limits.LINES_PER_ORDER];
    public final int[] quantities = new int[Limits.LINES_PER_ORDER];
    public final long[] unitPrices = new long[Limits.LINES_PER_ORDER];
    public final List<Payment> payments = new ArrayList<>();
    /** What was given back line by line, oldest first. */
    public final List<Refund> refunds = new ArrayList<>();
    /** When its hold ended or ends after it was extended; 0 for never. */
    public long extendedToMs;
    public final ByteText extensionKey = new ByteText(Limits.KEY_BYTES);

    /**
     * The order that a buy with this buyer and key would be answered with. Looked up as a buy looks it up, and not
     * taken from the order's record, so that an index that is broken shows. No part of a walk over a cut.
     */
    public long keyLeadsTo;

    /** The order that a buy with this buyer and pass would be refused for, or -1 where it used none; likewise. */
    public long passLeadsTo;

    /** The newest order of its buyer in its sale, and the one that the buyer took before it; looked up likewise. */
    public long newestOfBuyer;

    public long orderBefore;

    /** Of each line: the units of its item that the buyer holds or owns by now, looked up likewise. */
    public final long[] unitsOfBuyer = new long[Limits.LINES_PER_ORDER];

    /** A payment that came in for an order; {@code orphaned}: the order could not take it. */
    public record Payment(boolean orphaned, String ref) {}

    /** Units of each line of an order that came back, with the key that did it. */
    public record Refund(boolean restock, String key, List<Integer> units) {}

    /** Units of a line that were not given back line by line. */
    public int unitsLeft(int line) {
        return quantities[line] - refunds.stream().mapToInt(refund -> refund.units.get(line)).sum();
    }

    void fields(StateFields to) {
        to.begin('O', this, "", 0).with("number", number).with("number of the sale", saleNumber)
                .with("status", status).with("time of taking", createdAtMs).with("end of the hold", expiresAtMs)
                .with("sequence", sequence).with("number of the pass", passNumber).with("buyer", buyer)
                .with("key", key);
        for (int i = 0; i < notes.count(); i++) {
            to.with(notes.name(i), notes.get(i));
        }
        to.with("order that the key leads to", keyLeadsTo).with("order that the pass leads to", passLeadsTo)
                .with("newest order of the buyer", newestOfBuyer)
                .with("order of the buyer before", orderBefore).end();
        for (int i = 0; i < lineCount; i++) {
            to.begin('L', this, "line", i + 1).with("number of the order", number)
                    .with("number of the item", itemNumbers[i]).with("quantity", quantities[i])
                    .with("unit price", unitPrices[i]).with("units that the buyer has", unitsOfBuyer[i]).end();
        }
        // Whether a payment that was orphaned came before or after the one that confirmed means nothing to anybody.
        payments(false, to);
        payments(true, to);
        refunds(to);
        if (extendedToMs != 0) {
            to.begin('E', this, "extension", 1).with("number of the order", number).with("end", extendedToMs)
                    .with("key", extensionKey).end();
        }
    }

    private void refunds(StateFields to) {
        int place = 0;
        for (Refund refund : refunds) {
            to.begin('R', this, "refund", ++place).with("number of the order", number).with("place", place)
                    .with("going on sale again", refund.restock).with("key", refund.key);
            refund.units.forEach(units -> to.with("units of a line", units));
            to.end();
        }
    }

    private void payments(boolean orphaned, StateFields to) {
        int place = 0;
        for (Payment payment : payments) {
            if (payment.orphaned == orphaned) {
                to.begin('P', this, orphaned ? "orphaned payment" : "payment", ++place)
                        .with("number of the order", number).with("being orphaned", orphaned)
                        .with("reference", payment.ref).end();
            }
        }
    }

    @Override
    public String toString() {
        return "order number " + number;
    }
}
