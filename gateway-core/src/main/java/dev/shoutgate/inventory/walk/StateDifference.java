package dev.shoutgate.inventory.walk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the first thing that a shard and its twin see differently, for the message of an audit: goes over both once
 * more, and holds the fields of the first chunk that differs against each other.
 *
 * <p>Memory: the words of {@value StateDigest#CHUNK} things, however many there are.
 *
 * <p>Threading: the audit's.
 */
public final class StateDifference implements StateReader, StateFields {

    private record Field(String name, String value) {}

    private final long chunk;
    private final List<Field> fields = new ArrayList<>();
    private long things;
    private String entry;

    private StateDifference(long chunk) {
        this.chunk = chunk;
    }

    /** In words: what, and what each of the two walks says of it. {@code chunk}: the first that differs. */
    public static String first(Consumer<StateReader> shard, Consumer<StateReader> twin, long chunk) {
        List<Field> ofShard = fields(shard, chunk);
        List<Field> ofTwin = fields(twin, chunk);
        // Entries of one name have the same fields, and each list ends with an entry: at the first place that differs
        // it is the same field.
        int at = 0;
        while (ofShard.get(at).equals(ofTwin.get(at))) {
            at++;
        }
        return "the " + ofShard.get(at).name + " is " + ofShard.get(at).value + " in the shard and "
                + ofTwin.get(at).value + " in the twin";
    }

    private static List<Field> fields(Consumer<StateReader> walk, long chunk) {
        StateDifference reader = new StateDifference(chunk);
        walk.accept(reader);
        reader.fields.add(new Field("next entry", "none"));
        return reader.fields;
    }

    @Override
    public void shard(KeptShard shard) {
        if (isWanted()) {
            shard.fields(this);
        }
    }

    @Override
    public void sale(KeptSale sale) {
        if (isWanted()) {
            sale.fields(this);
        }
    }

    @Override
    public void order(KeptOrder order) {
        if (isWanted()) {
            order.fields(this);
        }
    }

    private boolean isWanted() {
        return things++ / StateDigest.CHUNK == chunk;
    }

    @Override
    public StateFields begin(char kind, Object of, String part, int place) {
        String whole = of.toString();
        entry = part.isEmpty() ? whole : part + " " + place + " of " + whole;
        fields.add(new Field("next entry", entry));
        return this;
    }

    @Override
    public StateFields with(String name, long number, Object word) {
        return add(name, word == null ? Long.toString(number) : word.toString());
    }

    @Override
    public StateFields with(String name, byte[] utf8, int length) {
        return add(name, new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    private StateFields add(String name, String value) {
        fields.add(new Field(entry.isEmpty() ? name : name + " of " + entry, value));
        return this;
    }

    @Override
    public void end() {
        // The next entry, or the end, says that it is over.
    }
}
