package dev.shoutgate.journal;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Prints the facts of one shard, one a line, for people or, as JSON, for scripts.
 *
 * <p>Threading: the reader's. The lines may stand in the writer's buffer until it is flushed.
 */
public final class FactPrinter implements FactReader {

    private final PrintWriter out;
    private final int shard;
    private final boolean oneOfMany;
    private final boolean json;
    private final String saleId;
    private long printed;

    /**
     * @param oneOfMany whether there are other shards too, so that a line for people has to say which one it is of;
     *     a line of JSON always does
     * @param saleId    the public id of the only sale wanted, null for all facts
     */
    public FactPrinter(PrintWriter out, int shard, boolean oneOfMany, boolean json, String saleId) {
        this.out = out;
        this.shard = shard;
        this.oneOfMany = oneOfMany;
        this.json = json;
        this.saleId = saleId;
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        Map<String, Object> fields = FactFields.read(sequence, timeMs, buffer, offset, length);
        if (saleId != null && !saleId.equals(fields.get("saleId"))) {
            return;
        }
        if (json || oneOfMany) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("shard", shard);
            named.putAll(fields);
            fields = named;
        }
        // Not println: that may flush, and so cost a call of the system for every line.
        out.write(json ? FactJson.line(fields) : FactLine.line(fields));
        out.write('\n');
        printed++;
    }

    /** How many facts were printed. */
    public long printed() {
        return printed;
    }
}
