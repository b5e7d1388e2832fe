package dev.shoutgate.sim.report;

import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Reports with known figures. */
final class ReportFixture {
    static final Finding FINE = new Finding("stock-adds-up", Verdict.OK, "a sum", "a sum", List.of(), 0);
    static final Finding SKIPPED = new Finding("units-taken", Verdict.SKIPPED, "units", "others buy", List.of(), 0);
    static final Finding BROKEN = new Finding("orders-readable", Verdict.BROKEN, "an order", "no <order>",
            List.of("press 7 got <script>alert(1)</script>", "press 8"), 12);

    private ReportFixture() {
    }

    static ShoutReport of(boolean fellBehind, Finding... findings) {
        return new ShoutReport("run1", Instant.parse("2026-01-02T03:04:05Z"), "http://127.0.0.1:8080", "shout-run1",
                "its own",
                "epoll", false, new LoadFigures(1000, 1000, 998, 2, 3, 2, 500, 450, 700, 650, 64), lag(fellBehind),
                Map.of("201 accepted", 400L, "409 sold-out", 598L), latency(400), latency(598), List.of(findings),
                List.of(second(0, 300), second(1, 700), new Second(2, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    /** 1 ms, 2 ms, ... up to {@code count} ms. */
    static Latency latency(int count) {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= count; i++) {
            histogram.recordValue(i * 1_000_000L);
        }
        return Latency.of(histogram);
    }

    private static SendLag lag(boolean fellBehind) {
        return new SendLag(20, 0.01, 1000, fellBehind ? 50 : 1, fellBehind ? 0.05 : 0.001, 1, 0.1, 5, 90, fellBehind);
    }

    private static Second second(int second, long offered) {
        return new Second(second, offered, offered, offered, 200, offered - 200, 0, 1.5, 2.5, 40);
    }
}
