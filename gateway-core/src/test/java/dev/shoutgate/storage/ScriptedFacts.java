package dev.shoutgate.storage;

import dev.shoutgate.storage.Facts.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Facts that follow from their number alone, so that what a store must hold can be told without it: of every ten one
 * moves the sale, one expires and one cancels an earlier order, seven are orders.
 */
public final class ScriptedFacts {

    private ScriptedFacts() {}

    public static byte[][] facts(int length) {
        byte[][] facts = new byte[length][];
        for (int i = 0; i < length; i++) {
            facts[i] = fact(i + 1);
        }
        return facts;
    }

    /** What the table of orders must hold after so many facts: id, status, sequence. Not by the code under test. */
    static List<String> orders(int length) {
        List<String> rows = new ArrayList<>();
        for (int sequence = 1; sequence <= length; sequence++) {
            int last = sequence % 10;
            if (last >= 1 && last <= 7) {
                boolean expired = last == 1 && sequence + 7 <= length;
                boolean cancelled = last == 2 && sequence + 7 <= length;
                String status = expired ? "EXPIRED" : cancelled ? "CANCELLED" : "HELD";
                rows.add(id(sequence) + "|" + status + "|" + sequence);
            }
        }
        return rows;
    }

    static String id(int number) {
        return String.format("%016d", number);
    }

    private static byte[] fact(int sequence) {
        return switch (sequence % 10) {
            case 0 -> Facts.saleMoved(
                    "demo", sequence % 20 == 0 ? Facts.OPEN : Facts.PAUSED, "host-desk", "k" + sequence);
            case 8 -> Facts.orderExpired(id(sequence - 7));
            case 9 -> Facts.orderCancelled(id(sequence - 7), "");
            default -> Facts.orderTaken(id(sequence), "b" + sequence, Facts.HELD, FactList.timeMs(sequence),
                    FactList.timeMs(sequence) + 900_000, "host-" + sequence % 3, new Line("phone", 1, 199900),
                    new Line("lipstick", 2, 9900));
        };
    }
}
