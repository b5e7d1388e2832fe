package dev.shoutgate.blackbox.restart;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong, by kind, with the first few cases told in full. One thread. */
final class Verdict {
    private static final int TOLD = 5;

    private int lost;
    private int oversold;
    private int doubled;
    private final List<String> cases = new ArrayList<>();

    /** An order that was promised and is not there as it was, or its key no longer leads to it. */
    void lost(Object what) {
        lost++;
        tell("lost", what);
    }

    /** Figures that are not the sum of the orders, or more than there is. */
    void oversold(Object what) {
        oversold++;
        tell("oversold", what);
    }

    /** A second order for one key, or one that was recorded and answered as if it were not. */
    void doubled(Object what) {
        doubled++;
        tell("doubled", what);
    }

    private void tell(String kind, Object what) {
        if (cases.size() < TOLD) {
            cases.add(kind + ": " + what);
        }
    }

    boolean isClean() {
        return lost + oversold + doubled == 0;
    }

    String cases() {
        return String.join("\n", cases);
    }

    @Override
    public String toString() {
        return lost + " lost, " + oversold + " oversold, " + doubled + " doubled";
    }
}
