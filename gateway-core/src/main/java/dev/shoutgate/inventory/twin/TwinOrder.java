package dev.shoutgate.inventory.twin;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.journal.fact.OrderKeptDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An order as the twin keeps it. Only its status, its end, and what was paid and given back ever change.
 *
 * <p>Threading: the twin's own thread only. Units: times in milliseconds since 1970 UTC.
 */
final class TwinOrder {

    /** Pieces of one item, at the price in minor units that it was taken at. */
    record Line(int itemNumber, int quantity, long unitPrice) {}

    /** Of each of its lines so many pieces came back. */
    record Refund(boolean restock, String key, List<Integer> units) {}

    /** What the buyer said with it: kept, and shown again. */
    record Notes(String channel) {

        static Notes of(Command.Notes notes) {
            return new Notes(notes.channel.toString());
        }

        static Notes of(OrderTakenDecoder fact) {
            return new Notes(fact.channel());
        }

        static Notes of(OrderKeptDecoder record) {
            return new Notes(record.channel());
        }

        OrderTakenEncoder put(OrderTakenEncoder fact) {
            return fact.channel(channel);
        }

        void copyTo(Command.Notes notes) {
            notes.channel.set(channel);
        }
    }

    final long number;
    final int saleNumber;
    final String buyer;
    final String key;
    /** The number of the pass that it used, and that nothing else may use; null where the sale wanted none. */
    final Long pass;
    final Notes notes;
    final List<Line> lines;
    final long createdAtMs;
    final long expiresAtMs;
    final long sequence;
    OrderStatus status;

    /** What paid for it; null where nothing did, or where nobody said what. */
    String paymentRef;

    /** What came back of it line by line, oldest first. */
    final List<Refund> refunds = new ArrayList<>();

    /** When its hold ends since it was extended; null where it never was. */
    Long extendedToMs;

    /** The key that extended it. */
    String extensionKey = "";

    /** Payments that came in for it and that it could not take. */
    final List<String> orphans = new ArrayList<>();

    TwinOrder(long number, int saleNumber, String buyer, String key, Long pass, Notes notes, List<Line> lines,
            long createdAtMs, long expiresAtMs, long sequence, OrderStatus status) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.buyer = buyer;
        this.key = key;
        this.pass = pass;
        this.notes = notes;
        this.lines = List.copyOf(lines);
        this.createdAtMs = createdAtMs;
        this.expiresAtMs = expiresAtMs;
        this.sequence = sequence;
        this.status = status;
    }

    boolean isHeld() {
        return status == OrderStatus.HELD;
    }

    /** Whether its units count against the stock and against the buyer's limit. */
    boolean counts() {
        return status == OrderStatus.HELD || status == OrderStatus.CONFIRMED;
    }

    /** What it cost, minor units. */
    long total() {
        return lines.stream().mapToLong(line -> line.quantity * line.unitPrice).sum();
    }

    long endMs() {
        return extendedToMs == null ? expiresAtMs : extendedToMs;
    }

    /** Pieces of a line that came back line by line. */
    int refunded(int line) {
        return refunds.stream().mapToInt(refund -> refund.units.get(line)).sum();
    }

    /** Pieces of each line that did not. */
    List<Integer> left() {
        return IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).quantity - refunded(i)).toList();
    }

    /** Minor units that so many pieces of each line cost. */
    long priceOf(List<Integer> units) {
        return IntStream.range(0, lines.size()).mapToLong(i -> units.get(i) * lines.get(i).unitPrice).sum();
    }

    /** Pieces of one item in it that did not come back line by line, whatever became of the order. */
    long quantityOf(int itemNumber) {
        return IntStream.range(0, lines.size()).filter(i -> lines.get(i).itemNumber == itemNumber)
                .mapToLong(i -> left().get(i)).sum();
    }
}
