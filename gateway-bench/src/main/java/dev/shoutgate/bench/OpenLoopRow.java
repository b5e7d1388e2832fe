package dev.shoutgate.bench;

import java.io.IOException;
import org.HdrHistogram.Histogram;

/**
 * Latencies at a steady rate, which a closed loop cannot tell: it presses less while it waits. Counted from the moment
 * at which each press was due.
 */
record OpenLoopRow(String contender, int perSecond, long presses, double p50us, double p99us, double p999us,
        double maxUs) {

    /** Presses so many times a second on a server of its own; what comes in the warm-up does not count. */
    static OpenLoopRow measure(Contender contender, int connections, int perSecond, int warmUpSeconds, int seconds)
            throws IOException, InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("open-loop"); ServerProcess server = contender.start(folder)) {
            TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime() + 100_000_000, perSecond,
                    perSecond * (warmUpSeconds + seconds));
            new OpenLoop(server.address("buyers"), contender.request(), connections).run(answers, "open-");
            Histogram ns = TimedAnswers.histogram();
            answers.sort((fromMs, toMs) -> true, perSecond * warmUpSeconds, ns, ns);
            return new OpenLoopRow(contender.name(), perSecond, ns.getTotalCount(), us(ns, 50), us(ns, 99),
                    us(ns, 99.9), us(ns, 100));
        }
    }

    private static double us(Histogram ns, double percentile) {
        return ns.getValueAtPercentile(percentile) / 1e3;
    }

    static String heading() {
        return "%-20s %12s %12s %10s %10s %10s %10s%n".formatted("open loop", "presses/s", "presses", "p50 us",
                "p99 us", "p99.9 us", "max us");
    }

    String text() {
        return "%-20s %,12d %,12d %,10.0f %,10.0f %,10.0f %,10.0f%n".formatted(contender, perSecond, presses, p50us,
                p99us, p999us, maxUs);
    }
}
