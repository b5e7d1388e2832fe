package dev.shoutgate.telemetry;

import java.util.function.Supplier;

/**
 * What load balancers and the monitoring ask.
 *
 * <p>Threading: any thread.
 */
public final class HealthPages {

    /** Good, or not and why. */
    public record Health(boolean good, String detail) {}

    private final Supplier<Health> readiness;
    private final Metrics metrics;

    public HealthPages(Supplier<Health> readiness, Metrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Whether the process works at all: whoever gets an answer knows. */
    public Health live() {
        return new Health(true, "running");
    }

    /** Whether buyers should be sent here. */
    public Health ready() {
        return readiness.get();
    }

    /** Everything that is counted, as an {@code Accept} header wants it. May take a while with very many items. */
    public Metrics.Scrape metrics(String accept) {
        return metrics.scrape(accept);
    }
}
