package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.press.LoadSettings;
import dev.shoutgate.sim.press.ShoutLoad;
import dev.shoutgate.sim.press.Transport;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.report.Latency;
import dev.shoutgate.sim.report.LoadFigures;
import dev.shoutgate.sim.report.SendLag;
import dev.shoutgate.sim.report.ShoutReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a run knows of itself from its beginning on, and the report that it becomes, whichever command runs it.
 *
 * @param names set apart what this run makes from all that others do
 */
record RunReport(Target target, LoadSettings settings, Instant startedAt, RunNames names) {

    /** A run that begins now. */
    static RunReport begin(Target target, LoadSettings settings) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new RunReport(target, settings, now,
                RunNames.of(now.toEpochMilli(), ProcessHandle.current().pid()));
    }

    /** The report, once the load has ended; {@code stopped}: by the user, before its time. */
    ShoutReport of(RunSale sale, ShoutLoad load, FireTimes times, Transport transport, boolean stopped,
            List<Finding> findings) {
        long lengthNs = Math.min(times.lengthNs(), load.offeredNs());
        return new ShoutReport(names.runId(), startedAt, target.buyers().toString(), sale.saleId(), sale.note(),
                transport.name(), stopped,
                LoadFigures.of(load.log(), load.tally(), lengthNs, load.mostConnections()),
                SendLag.of(load.tally(), settings), ShoutReport.results(load.log()),
                Latency.of(load.tally().accepted()), Latency.of(load.tally().refused()), findings,
                load.tally().seconds());
    }
}
