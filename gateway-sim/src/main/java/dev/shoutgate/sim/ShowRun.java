package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.GatewayException;
import dev.shoutgate.sim.gateway.HistoryView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.plan.Crowd;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.plan.PressPlanner;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.LoadSettings;
import dev.shoutgate.sim.press.OrderReader;
import dev.shoutgate.sim.press.ShoutLoad;
import dev.shoutgate.sim.press.Transport;
import dev.shoutgate.sim.press.WirePool;
import dev.shoutgate.sim.proof.Evidence;
import dev.shoutgate.sim.proof.EvidenceReader;
import dev.shoutgate.sim.report.ShoutReport;
import dev.shoutgate.sim.show.Director;
import dev.shoutgate.sim.show.Performed;
import dev.shoutgate.sim.show.ShowEvidence;
import dev.shoutgate.sim.show.ShowScript;
import dev.shoutgate.sim.show.Timeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One show from beginning to end; {@link #run} is the list of its steps.
 *
 * <p>Threading: {@link #run} once and then {@link #timeline}, on the main thread; {@link #stop} from any.
 */
final class ShowRun {
    /** As for a shout: the client's own cold start is not the gateway's latency. */
    private static final int WARM_UP_READS = 1_000;
    private static final String NOTE = "a scripted show";

    private final Target target;
    private final ShowScript script;
    private final Crowd crowd;
    private final LoadSettings settings;
    private final PrintWriter out;
    private final GatewayApi api;
    private final RunReport report;
    private final RunNames names;
    private final String saleId;
    private volatile ShoutLoad load;
    private volatile Director director;
    private volatile boolean stopped;
    private String timeline = "";

    ShowRun(Target target, ShowScript script, Crowd crowd, LoadSettings settings, PrintWriter out) {
        this.target = target;
        this.script = script;
        this.crowd = crowd;
        this.settings = settings;
        this.out = out;
        api = new GatewayApi(target);
        report = RunReport.begin(target, settings);
        names = report.names();
        saleId = "show-" + names.runId();
    }

    ShoutReport run() {
        // 1. Every press and its time, before the clock of the sale begins to run.
        FireTimes times = new FireTimes(script.phases());
        PressPlan plan = PressPlanner.plan(times, crowd, script.demands());
        List<String> skus = script.demands().stream().map(Demand::sku).toList();
        Addressee to = new Addressee(target.buyersAuthority(), saleId, skus, names);
        try (Transport transport = Transport.open()) {
            WirePool pool = new WirePool(transport, target.buyersAddress(), settings.mostConnections());
            new OrderReader(transport, pool, to.authority()).warmUp(WARM_UP_READS).join();
            // 2. The sale, which opens by itself a moment after the first presses.
            Instant opensAt = Instant.now().plusMillis(script.leadMs()).truncatedTo(ChronoUnit.MILLIS);
            long openNs = System.nanoTime() + Duration.between(Instant.now(), opensAt).toNanos();
            api.define(saleId, script.definition(opensAt));
            RunSale sale = new RunSale(api.saleForOperators(saleId), false, true, NOTE);
            // 3. The crowd presses and the host acts.
            Watch watch = new Watch(out, api, saleId);
            load = new ShoutLoad(transport, pool, to, plan, settings, watch::closed);
            director = new Director(api, saleId, script, names.runId());
            begin(plan);
            watch.until(load.start());
            // 4. What the gateway says now, and 5. whether it is what it promised.
            out.println("reading back");
            ShowEvidence show = evidence(sale, watch, plan, to, new OrderReader(transport, pool, to.authority()),
                    System.nanoTime() > openNs);
            timeline = Timeline.of(show, load.startNs(), openNs, Math.min(times.lengthNs(), load.offeredNs()));
            return report(show, times, transport);
        }
    }

    /** The acts and what followed each. */
    String timeline() {
        return timeline;
    }

    /** Ends the show early; the rest of the run goes on. */
    void stop() {
        stopped = true;
        ShoutLoad running = load;
        Director acting = director;
        if (running != null) {
            running.stop();
        }
        if (acting != null) {
            acting.stop();
        }
    }

    private void begin(PressPlan plan) {
        out.printf("show %s: %,d presses of %,d buyers at %s, sale %s, %d acts%n", names.runId(), plan.count(),
                plan.buyers(), target.buyers(), saleId, script.cues().size() + 2);
        director.start();
        if (stopped) {
            stop();
        }
    }

    private ShowEvidence evidence(RunSale sale, Watch watch, PressPlan plan, Addressee to, OrderReader reader,
            boolean opened) {
        List<Performed> performed = director.end();
        Evidence run = new EvidenceReader(api, reader).gather(sale, watch.views(), plan, load.log(), to);
        return new ShowEvidence(run, performed, history(), opened);
    }

    /** A history that cannot be read lists nothing, which is a finding and no reason to stop. */
    private HistoryView history() {
        try {
            return api.history(saleId);
        } catch (GatewayException e) {
            out.println(e.getMessage());
            return new HistoryView(List.of());
        }
    }

    private ShoutReport report(ShowEvidence show, FireTimes times, Transport transport) {
        return report.of(show.run().sale(), load, times, transport, stopped, show.findings());
    }
}
