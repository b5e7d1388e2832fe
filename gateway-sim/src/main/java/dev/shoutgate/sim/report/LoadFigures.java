package dev.shoutgate.sim.report;

import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.press.Tally;
import java.util.List;

/**
 * What was offered and what came of it. Rates are per second; the offered one over the schedule's length, the achieved
 * one until the last answer.
 */
public record LoadFigures(long offered, long sent, long answered, long unanswered, long lostTries,
                          double offeredSeconds, double offeredPerSecond, double achievedPerSecond,
                          long peakOffered, long peakAnswered, int mostConnections) {

    /** Counts a log; {@code lengthNs} is how long presses were offered. */
    public static LoadFigures of(PressLog log, Tally tally, long lengthNs, int mostConnections) {
        long sent = 0;
        long answered = 0;
        long lastNs = 1;
        for (int press = 0; press < log.count(); press++) {
            sent += log.wasSent(press) ? 1 : 0;
            answered += log.wasAnswered(press) ? 1 : 0;
            lastNs = Math.max(lastNs, log.answeredNs(press));
        }
        List<Second> seconds = tally.seconds();
        long offered = seconds.stream().mapToLong(Second::offered).sum();
        return new LoadFigures(offered, sent, answered, sent - answered, tally.lostTries(), lengthNs / 1e9,
                offered * 1e9 / Math.max(1, lengthNs), answered * 1e9 / lastNs,
                seconds.stream().mapToLong(Second::offered).max().orElse(0),
                seconds.stream().mapToLong(Second::answered).max().orElse(0), mostConnections);
    }
}
