package dev.shoutgate.bench.jmh;

import dev.shoutgate.bench.load.Spread;
import java.util.List;

/**
 * A benchmark of the gate beside its norm.
 *
 * <p>Threading: immutable, any thread.
 */
public record GateVerdict(String name, GateBaseline.Norm norm, double ratio, double bytes) {

    /** A handle that some index leaves once in ten thousand operations is no garbage of the hot path. */
    private static final double BYTES_OF_NO_MATTER = 16;

    public static GateVerdict of(String name, GateBaseline.Norm norm, List<GateScore> scores) {
        return new GateVerdict(name, norm, ratio(scores), bytes(scores));
    }

    /** The median over the rounds: one that was disturbed, in whichever direction, does not decide. */
    public static double ratio(List<GateScore> scores) {
        return Spread.of(scores, GateScore::ratio).median();
    }

    /** The least over the rounds: allocation does not vary, but compilation may come late. */
    public static double bytes(List<GateScore> scores) {
        return Spread.of(scores, GateScore::bytes).least();
    }

    public boolean isSlower() {
        return ratio > norm.ratio() * (1 + norm.margin());
    }

    public boolean allocatesMore() {
        return bytes > norm.bytes() * (1 + norm.margin()) + BYTES_OF_NO_MATTER;
    }

    public boolean fails() {
        return isSlower() || allocatesMore();
    }

    public static String heading() {
        return String.format("%-20s %10s %10s %10s %10s %12s %12s%n", "", "ratio", "baseline", "change", "margin",
                "bytes/op", "baseline");
    }

    public String text() {
        return String.format("%-20s %10.4f %10.4f %+9.0f%% %9.0f%% %12.1f %12.1f%s%n", name, ratio, norm.ratio(),
                (ratio / norm.ratio() - 1) * 100, norm.margin() * 100, bytes, norm.bytes(),
                (isSlower() ? "  SLOWER" : "") + (allocatesMore() ? "  ALLOCATES MORE" : ""));
    }
}
