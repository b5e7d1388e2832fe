package dev.shoutgate.sim.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts the cases that break a promise and keeps the first few, with all that is needed to look them up. */
public final class Offenders {
    static final int NAMED = 5;

    private final List<String> first = new ArrayList<>();
    private long count;

    public void add(Supplier<String> description) {
        if (count++ < NAMED) {
            first.add(description.get());
        }
    }

    boolean none() {
        return count == 0;
    }

    List<String> first() {
        return first;
    }

    long count() {
        return count;
    }
}
