package dev.shoutgate.bench.load;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of several figures, and how far they lie apart. */
public record Spread(double least, double median, double most) {

    /** Of a figure that each of several, at least one, has. */
    public static <T> Spread of(Collection<T> several, ToDoubleFunction<? super T> figure) {
        return of(several.stream().mapToDouble(figure).boxed().toList());
    }

    /** Of at least one figure; between the two in the middle where their number is even. */
    public static Spread of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures, no median");
        }
        int upper = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
