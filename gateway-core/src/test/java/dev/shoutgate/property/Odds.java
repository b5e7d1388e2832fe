package dev.shoutgate.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Draws one of several things, each as often as its weight says; shrinks to the first. Threading: the test's own. */
public final class Odds<T> implements Function<Draws, T> {

    private final List<Function<? super Draws, ? extends T>> things = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private int total;

    /** Adds a value. */
    public Odds<T> give(int weight, T value) {
        return draw(weight, draws -> value);
    }

    /** Adds what a generator makes. */
    public Odds<T> draw(int weight, Function<? super Draws, ? extends T> generator) {
        things.add(generator);
        weights.add(weight);
        total += weight;
        return this;
    }

    @Override
    public T apply(Draws draws) {
        int left = draws.evenly(0, total - 1);
        int thing = 0;
        while (left >= weights.get(thing)) {
            left -= weights.get(thing++);
        }
        return things.get(thing).apply(draws);
    }
}
