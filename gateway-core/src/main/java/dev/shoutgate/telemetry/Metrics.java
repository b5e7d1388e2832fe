package dev.shoutgate.telemetry;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What the gateway tells its monitoring. Figures are not kept here but asked for at each scrape, so that counting costs
 * the threads that work nothing but their own increments.
 *
 * <p>Threading: registered at the start; any thread scrapes.
 */
public final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private boolean hasJvm;

    /** What a scraper gets. */
    public record Scrape(String contentType, byte[] bytes) {}

    /** Takes one value and the values of its labels. */
    @FunctionalInterface
    public interface Sink {
        void put(double value, String... labels);
    }

    /** A force of the disk took so long; for {@link #syncDurations}. One thread writes. */
    public static final class DurationRecorder {
        private final SingleWriterRecorder us = new SingleWriterRecorder(LoopStats.LONGEST_US, 2);

        public void record(long durationNs) {
            us.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(durationNs), LoopStats.LONGEST_US));
        }
    }

    /** A figure that only grows; its name ends in {@code _total}. */
    public Metrics counter(String name, String help, List<String> labels, Consumer<Sink> source) {
        CounterWithCallback.builder().name(name).help(help).labelNames(labels.toArray(String[]::new))
                .callback(callback -> source.accept(callback::call)).register(registry);
        return this;
    }

    /** A figure that goes up and down. */
    public Metrics gauge(String name, String help, List<String> labels, Consumer<Sink> source) {
        GaugeWithCallback.builder().name(name).help(help).labelNames(labels.toArray(String[]::new))
                .callback(callback -> source.accept(callback::call)).register(registry);
        return this;
    }

    /** How long requests took, by port and route, over all event loops. */
    public Metrics requestDurations(List<LoopStats> loops) {
        registry.register(new DurationHistogram("shoutgate_request_duration_seconds",
                "Time from the arrival of a request to the bytes of the reply, by port and route.",
                () -> byRoute(loops)));
        return this;
    }

    private static Map<Labels, List<SingleWriterRecorder>> byRoute(List<LoopStats> loops) {
        Map<Labels, List<SingleWriterRecorder>> byRoute = new TreeMap<>();
        for (LoopStats loop : loops) {
            loop.durationsUs().forEach((route, recorder) -> byRoute.computeIfAbsent(
                    Labels.of("port", loop.port(), "route", route), any -> new ArrayList<>()).add(recorder));
        }
        return byRoute;
    }

    /** How long forces of the disk took, over all shards that there are at a scrape. */
    public Metrics syncDurations(Supplier<List<DurationRecorder>> shards) {
        registry.register(new DurationHistogram("shoutgate_journal_sync_duration_seconds",
                "Duration of one force of the journal, which a whole batch shares.",
                () -> Map.of(Labels.EMPTY, shards.get().stream().map(recorder -> recorder.us).toList())));
        return this;
    }

    /** Everything, in the format that an {@code Accept} header prefers: Prometheus' text where it is null. */
    public synchronized Scrape scrape(String accept) {
        if (!hasJvm) {
            // Not at the start, which they would slow down.
            JvmMetrics.builder().register(registry);
            hasJvm = true;
        }
        ExpositionFormatWriter format = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try {
            format.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return new Scrape(format.getContentType(), out.toByteArray());
    }
}
