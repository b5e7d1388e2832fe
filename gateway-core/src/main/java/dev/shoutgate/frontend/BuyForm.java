package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import java.nio.charset.StandardCharsets;

/**
 * What a buy's body asks for, in memory that is used again: SKUs stay bytes, where they were read or decoded.
 *
 * <p>Threading: one event loop.
 */
final class BuyForm {

    int lineCount;
    byte[] text;
    final int[] skuOffsets = new int[Limits.LINES_PER_ORDER];
    final int[] skuLengths = new int[Limits.LINES_PER_ORDER];
    final int[] quantities = new int[Limits.LINES_PER_ORDER];
    final Command.Notes notes = new Command.Notes();

    void clear() {
        lineCount = 0;
        notes.clear();
    }

    /** Whether two lines name the same SKU. */
    boolean hasSkuTwice() {
        for (int i = 1; i < lineCount; i++) {
            for (int j = 0; j < i; j++) {
                if (sameSku(i, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The SKU of a line, for a refusal; whoever looks it up takes the bytes. */
    String sku(int line) {
        return new String(text, skuOffsets[line], skuLengths[line], StandardCharsets.UTF_8);
    }

    boolean sameSku(int line, int other) {
        int from = skuOffsets[line];
        int otherFrom = skuOffsets[other];
        return java.util.Arrays.equals(text, from, from + skuLengths[line], text, otherFrom,
                otherFrom + skuLengths[other]);
    }
}
