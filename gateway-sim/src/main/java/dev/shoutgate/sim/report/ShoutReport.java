package dev.shoutgate.sim.report;

import dev.shoutgate.sim.ExitCode;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run has to say.
 *
 * @param results     answers by status and code, the code with its status before it
 * @param interrupted whether the user ended the run early
 */
public record ShoutReport(String runId, Instant startedAt, String buyers, String saleId, String saleNote,
                          String transport, boolean interrupted, LoadFigures load, SendLag lag,
                          Map<String, Long> results, Latency accepted, Latency refused, List<Finding> invariants,
                          List<Second> seconds) {

    public ShoutReport {
        results = new TreeMap<>(results);
        invariants = List.copyOf(invariants);
        seconds = List.copyOf(seconds);
    }

    /** How the run ended. */
    public ExitCode outcome() {
        if (invariants.stream().anyMatch(finding -> finding.verdict() == Verdict.BROKEN)) {
            return ExitCode.BROKEN;
        }
        return lag.fellBehind() ? ExitCode.FELL_BEHIND : ExitCode.OK;
    }

    /** Counts the answers of a log by status and code. */
    public static Map<String, Long> results(PressLog log) {
        Map<String, Long> results = new TreeMap<>();
        for (int press = 0; press < log.count(); press++) {
            String result = result(log, press);
            if (result != null) {
                results.merge(result, 1L, Long::sum);
            }
        }
        return results;
    }

    /** Status and code of one press's answer; null where it was never sent. */
    public static String result(PressLog log, int press) {
        if (!log.wasAnswered(press)) {
            return log.wasSent(press) ? "no answer" : null;
        }
        boolean replay = log.bought(press) != null && log.bought(press).replayed();
        String code = replay ? "replayed" : log.bought(press) != null ? "accepted" : log.code(press);
        return (log.status(press) + " " + code).strip();
    }
}
