package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.fact.OrderKeptDecoder;
import dev.shoutgate.journal.fact.OrderKeptEncoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;

/**
 * An order as its fact tells it, in memory that is used again.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderDraft {

    int saleNumber;
    int status;
    long createdAtMs;
    long expiresAtMs;
    long buyerHash;
    /** Of the pass that it used; {@link Command#NO_PASS} for none. */
    long passNumber;
    int lineCount;
    final int[] itemNumbers = new int[Limits.LINES_PER_ORDER];
    final int[] quantities = new int[Limits.LINES_PER_ORDER];
    final long[] unitPrices = new long[Limits.LINES_PER_ORDER];
    final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    final ByteText key = new ByteText(Limits.KEY_BYTES);
    final Command.Notes notes = new Command.Notes();

    /** Reads a record of a snapshot, in the order of its fields; the hash is made again. */
    void read(OrderKeptDecoder record, Hashing hashing) {
        saleNumber = record.saleNumber();
        status = record.status();
        createdAtMs = record.createdAtMs();
        expiresAtMs = record.expiresAtMs();
        passNumber = sinceVersion5(record.passNumber());
        lineCount = 0;
        OrderKeptDecoder.LinesDecoder lines = record.lines();
        while (lines.hasNext()) {
            lines.next();
            itemNumbers[lineCount] = lines.itemNumber();
            quantities[lineCount] = lines.quantity();
            unitPrices[lineCount] = lines.unitPrice();
            lineCount++;
        }
        buyer.length(record.getBuyerId(buyer.bytes(), 0, Limits.BUYER_ID_BYTES));
        key.length(record.getKey(key.bytes(), 0, Limits.KEY_BYTES));
        notes.channel.length(record.getChannel(notes.channel.bytes(), 0, Limits.CHANNEL_BYTES));
        buyerHash = hashing.buyer(buyer);
    }

    /** Reads a fact, in the order of its fields. */
    void read(OrderTakenDecoder fact) {
        saleNumber = fact.saleNumber();
        status = fact.status();
        createdAtMs = fact.createdAtMs();
        expiresAtMs = fact.expiresAtMs();
        buyerHash = fact.buyerHash();
        passNumber = sinceVersion5(fact.passNumber());
        lineCount = 0;
        OrderTakenDecoder.LinesDecoder lines = fact.lines();
        while (lines.hasNext()) {
            lines.next();
            itemNumbers[lineCount] = lines.itemNumber();
            quantities[lineCount] = lines.quantity();
            unitPrices[lineCount] = lines.unitPrice();
            lines.skipSku();
            lineCount++;
        }
        buyer.length(fact.getBuyerId(buyer.bytes(), 0, Limits.BUYER_ID_BYTES));
        key.length(fact.getKey(key.bytes(), 0, Limits.KEY_BYTES));
        notes.channel.length(fact.getChannel(notes.channel.bytes(), 0, Limits.CHANNEL_BYTES));
    }

    /** Before that there were no passes, and what is not there reads as the least of all numbers. */
    private static long sinceVersion5(long passNumber) {
        return Math.max(Command.NO_PASS, passNumber);
    }

    /** What it costs, minor units. */
    long total() {
        long total = 0;
        for (int i = 0; i < lineCount; i++) {
            total += quantities[i] * unitPrices[i];
        }
        return total;
    }

    /** Notes stand in a fact after the key, each in its turn. */
    static void put(Command.Notes notes, OrderTakenEncoder to) {
        to.putChannel(notes.channel.bytes(), 0, notes.channel.length());
    }

    /** The same in a record of a snapshot. */
    static void put(Command.Notes notes, OrderKeptEncoder to) {
        to.putChannel(notes.channel.bytes(), 0, notes.channel.length());
    }

    static void skipNotes(OrderTakenDecoder fact) {
        fact.skipChannel();
    }
}
