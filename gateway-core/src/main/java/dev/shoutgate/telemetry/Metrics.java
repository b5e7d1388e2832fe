package dev.shoutgate.telemetry;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();

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

    /** How long requests took, over all event loops. */
    public Metrics requestDurations(List<LoopStats> loops) {
        registry.register(new DurationHistogram("shoutgate_request_duration_seconds",
                "From a request's arrival to the bytes of its reply.",
                () -> loops.stream().map(LoopStats::durationsUs).toList()));
        return this;
    }

    /** How long forces of the disk took, over all shards that there are at a scrape. */
    public Metrics syncDurations(Supplier<List<DurationRecorder>> shards) {
        registry.register(new DurationHistogram("shoutgate_journal_sync_duration_seconds",
                "One force of the journal, which a whole batch shares.",
                () -> shards.get().stream().map(recorder -> recorder.us).toList()));
        return this;
    }

    /** Everything, in Prometheus' text format. */
    public byte[] scrape() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }
}
