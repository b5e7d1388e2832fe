package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.inventory.memory.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Adds up a state to 64 bits, entry by entry. The sum does not depend on the order of the entries, so two folds that
 * keep their entries differently still agree; it depends on every bit of every entry.
 *
 * <p>Threading: one owner.
 */
public final class StateDigest {

    private long sum;
    private long entry;

    public StateDigest begin(char kind) {
        entry = kind;
        return this;
    }

    public StateDigest with(long value) {
        entry = Hashing.mix(entry * 31 + value);
        return this;
    }

    public StateDigest with(ByteText text) {
        return with(text.bytes(), text.length());
    }

    public StateDigest with(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return with(utf8, utf8.length);
    }

    private StateDigest with(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            entry = entry * 0x100000001b3L ^ bytes[i];
        }
        return with(length);
    }

    public void end() {
        sum += Hashing.mix(entry);
    }

    public long sum() {
        return sum;
    }
}
