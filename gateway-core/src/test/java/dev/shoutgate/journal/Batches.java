package dev.shoutgate.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes batches of facts whose bytes follow from their sequence, and keeps what a reader was handed. */
final class Batches {

    /** A fact as it was handed out. */
    record Fact(long sequence, long timeMs, String bytes) {

        @Override
        public String toString() {
            return sequence + "@" + timeMs + "+" + bytes.length() + "#" + bytes.hashCode();
        }
    }

    private Batches() {}

    /** Fills the frame with facts of the given size; what is in them depends on sequence and salt alone. */
    static FactFrame fill(FactFrame frame, long firstSequence, int facts, int factBytes, long salt) {
        frame.reset(firstSequence, 1_000_000 + firstSequence);
        for (int i = 0; i < facts; i++) {
            frame.buffer().putBytes(frame.begin(), bytes(firstSequence + i, factBytes, salt));
            frame.commit(factBytes);
        }
        return frame;
    }

    static List<Fact> of(FactFrame frame) {
        List<Fact> facts = new ArrayList<>();
        frame.forEach(into(facts));
        return facts;
    }

    static FactReader into(List<Fact> facts) {
        return (sequence, timeMs, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            facts.add(new Fact(sequence, timeMs, new String(bytes, StandardCharsets.ISO_8859_1)));
        };
    }

    private static byte[] bytes(long sequence, int length, long salt) {
        byte[] bytes = new byte[length];
        new Random(sequence * 31 + salt).nextBytes(bytes);
        return bytes;
    }
}
