package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.GatewayFigures;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/**
 * Latencies at a steady rate, which a closed loop cannot tell: it presses less while it waits. Counted from the moment
 * at which each press was due. Forces of the disk are those of the gateway meanwhile, warm-up included: their mean, and
 * the bound of the bucket that the slowest in a thousand lie beyond; 0 for a server that has none.
 */
public record OpenLoopRow(String contender, int perSecond, long presses, double p50us, double p99us, double p999us,
        double maxUs, double forceUs, double forceP999us) {

    private static final String FORCES = "shoutgate_journal_sync_duration_seconds";

    /** Presses so many times a second, once a server's stores have everything; the warm-up does not count. */
    public static OpenLoopRow measure(
            RunningServer running, int connections, int perSecond, int warmUpSeconds, int seconds)
            throws IOException, InterruptedException {
        Contender contender = running.contender();
        ServerProcess server = running.process();
        contender.awaitStores(server);
        GatewayFigures before = figures(contender, server);
        TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime() + 100_000_000, perSecond,
                perSecond * (warmUpSeconds + seconds));
        new OpenLoop(server.address("buyers"), contender.request(), connections).run(answers, "open-");
        Histogram ns = TimedAnswers.histogram();
        answers.sort((fromMs, toMs) -> true, perSecond * warmUpSeconds, ns, ns);
        GatewayFigures figures = figures(contender, server);
        return new OpenLoopRow(contender.name(), perSecond, ns.getTotalCount(), us(ns, 50), us(ns, 99),
                us(ns, 99.9), us(ns, 100), meanUs(before, figures), figures.bound(FORCES, 0.999, before) * 1e6);
    }

    private static GatewayFigures figures(Contender contender, ServerProcess server)
            throws IOException, InterruptedException {
        return contender instanceof GatewayContender ? GatewayFigures.scrape(server) : new GatewayFigures("");
    }

    private static double us(Histogram ns, double percentile) {
        return ns.getValueAtPercentile(percentile) / 1e3;
    }

    private static double meanUs(GatewayFigures before, GatewayFigures figures) {
        double count = figures.sum(FORCES + "_count") - before.sum(FORCES + "_count");
        return count == 0 ? 0 : (figures.sum(FORCES + "_sum") - before.sum(FORCES + "_sum")) * 1e6 / count;
    }

    static String heading() {
        return "%-20s %12s %12s %10s %10s %10s %10s %10s %12s%n".formatted("open loop", "presses/s", "presses",
                "p50 us", "p99 us", "p99.9 us", "max us", "force us", "its p99.9 <=");
    }

    String text() {
        return "%-20s %,12d %,12d %,10.0f %,10.0f %,10.0f %,10.0f %,10.0f %,12.0f%n".formatted(contender, perSecond,
                presses, p50us, p99us, p999us, maxUs, forceUs, forceP999us);
    }

    /** The longest that its p99.9 may be beside a bare server's, which has no disk: twice that and one force. */
    double boundUs(OpenLoopRow bare) {
        return 2 * bare.p999us + forceUs;
    }

    /** Whether it keeps to it, as a sentence. */
    String verdict(OpenLoopRow bare) {
        double boundUs = boundUs(bare);
        return "p99.9 of %s: %,.0f us; twice that of %s and one force: %,.0f us: %s%n".formatted(contender, p999us,
                bare.contender, boundUs, p999us <= boundUs ? "holds" : "DOES NOT HOLD");
    }
}
