package dev.shoutgate.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Durations that several threads record, each on a recorder of its own, as one Prometheus histogram.
 *
 * <p>Threading: any thread may collect; collecting takes turns.
 */
final class DurationHistogram implements Collector {

    private static final double[] BOUNDS_SECONDS = {50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 20e-3,
        50e-3, 0.1, 0.2, 0.5, 1, 2, 5, 10, Double.POSITIVE_INFINITY};

    private final String name;
    private final String help;
    private final Supplier<Map<Labels, List<SingleWriterRecorder>>> recordersUs;
    private final Map<Labels, Histogram> sums = new TreeMap<>();

    DurationHistogram(String name, String help, Supplier<Map<Labels, List<SingleWriterRecorder>>> recordersUs) {
        this.name = name;
        this.help = help;
        this.recordersUs = recordersUs;
    }

    @Override
    public synchronized MetricSnapshot collect() {
        recordersUs.get().forEach((labels, recorders) -> {
            Histogram sum = sums.computeIfAbsent(labels, any -> new Histogram(LoopStats.LONGEST_US, 2));
            recorders.forEach(recorder -> sum.add(recorder.getIntervalHistogram()));
        });
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(help);
        sums.forEach((labels, sum) -> snapshot.dataPoint(HistogramDataPointSnapshot.builder().labels(labels)
                .classicHistogramBuckets(buckets(sum)).sum(sum.getMean() * sum.getTotalCount() / 1e6).build()));
        return snapshot.build();
    }

    private static ClassicHistogramBuckets buckets(Histogram all) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (double bound : BOUNDS_SECONDS) {
            long upTo = Double.isInfinite(bound) ? all.getTotalCount()
                    : all.getCountBetweenValues(0, Math.round(bound * 1e6));
            buckets.bucket(bound, upTo - below);
            below = upTo;
        }
        return buckets.build();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.histogram(name).help(help).build();
    }
}
