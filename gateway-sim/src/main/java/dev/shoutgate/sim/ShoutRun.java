package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.PassDesk;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleOpener;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.OwnItem;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.plan.PressPlanner;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.plan.ShoutProfile;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.LoadSettings;
import dev.shoutgate.sim.press.OrderReader;
import dev.shoutgate.sim.press.Papers;
import dev.shoutgate.sim.press.ShoutLoad;
import dev.shoutgate.sim.press.Transport;
import dev.shoutgate.sim.press.WirePool;
import dev.shoutgate.sim.proof.Evidence;
import dev.shoutgate.sim.proof.EvidenceReader;
import dev.shoutgate.sim.proof.Invariant;
import dev.shoutgate.sim.report.ShoutReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One shout from beginning to end; {@link #run} is the list of its steps.
 *
 * <p>Threading: {@link #run} once, on the main thread; {@link #stop} from any.
 */
final class ShoutRun {
    /** Enough to load the client's classes and compile some of it; on a cold laptop a fraction of a second. */
    private static final int WARM_UP_READS = 1_000;
    private static final int PASSES_A_LINE = 100;

    private final Target target;
    private final ShoutProfile profile;
    private final LoadSettings settings;
    private final String existingSale;
    private final PrintWriter out;
    private final GatewayApi api;
    private final RunReport report;
    private final RunNames names;
    private final AtomicReference<ShoutLoad> running = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** {@code existingSale} is null for a sale of the run's own. */
    ShoutRun(Target target, ShoutProfile profile, LoadSettings settings, String existingSale, PrintWriter out) {
        this.target = target;
        this.profile = profile;
        this.settings = settings;
        this.existingSale = existingSale;
        this.out = out;
        api = new GatewayApi(target);
        report = RunReport.begin(target, settings);
        names = report.names();
    }

    ShoutReport run() {
        // 1. The sale, so that its figures before the first press are known.
        SaleOpener opener = new SaleOpener(api);
        RunSale sale = existingSale == null ? opener.openOwn(profile.sale(), names.runId())
                : opener.existing(existingSale, "as it stood");
        // 2. Every press and its time, before the first byte.
        List<Demand> demands = demands(sale);
        FireTimes times = new FireTimes(profile.phases());
        PressPlan plan = PressPlanner.plan(times, profile.crowd(), demands);
        List<String> skus = demands.stream().map(Demand::sku).toList();
        Papers papers = papers(plan, sale.saleId());
        Addressee to = new Addressee(target.buyersAuthority(), sale.saleId(), skus, names, papers);
        try (Transport transport = Transport.open()) {
            WirePool pool = new WirePool(transport, target.buyersAddress(), settings.mostConnections());
            // 3. The load, watched once a second; the client's own cold start is not the gateway's latency.
            new OrderReader(transport, pool, to.authority()).warmUp(WARM_UP_READS).join();
            Watch watch = new Watch(out, api, sale.saleId());
            ShoutLoad load = new ShoutLoad(transport, pool, to, plan, settings, watch::closed);
            begin(load, plan, sale);
            watch.until(load.start());
            // 4. What the gateway says now, and 5. whether it is what it promised.
            out.println("reading back");
            OrderReader reader = new OrderReader(transport, pool, to.authority());
            Evidence evidence = new EvidenceReader(api, reader).gather(sale, watch.views(), plan, load.log(), to);
            return report(evidence, load, times, transport);
        }
    }

    /** Has the work done that passes cost, where the run's own sale wants them: long before the first press. */
    private Papers papers(PressPlan plan, String saleId) {
        Papers papers = new Papers(profile.crowd().bots(), plan.buyers());
        if (existingSale != null || profile.sale().passDifficulty() == null) {
            return papers;
        }
        PassDesk desk = new PassDesk(api, saleId);
        int got = 0;
        for (int buyer = 0; buyer < plan.buyers() && !stopped.get(); buyer++) {
            if (papers.wantsPass(buyer)) {
                papers.pass(buyer, desk.passOf(names.buyerId(buyer), papers.addressOf(buyer)));
                if (++got % PASSES_A_LINE == 0) {
                    out.printf("passes: %,d%n", got);
                }
            }
        }
        return papers;
    }

    /** Ends the load early; the rest of the run goes on. */
    void stop() {
        stopped.set(true);
        ShoutLoad load = running.get();
        if (load != null) {
            load.stop();
        }
    }

    private void begin(ShoutLoad load, PressPlan plan, RunSale sale) {
        out.printf("shout %s: %,d presses of %,d buyers at %s, sale %s, %s%n", names.runId(), plan.count(),
                plan.buyers(), target.buyers(), sale.saleId(), sale.note());
        running.set(load);
        if (stopped.get()) {
            load.stop();
        }
    }

    /** What is on sale, with the weights of the profile for the items that it knows. */
    private List<Demand> demands(RunSale sale) {
        List<Demand> demands = sale.before().items().stream().filter(item -> "ON".equals(item.status()))
                .map(item -> new Demand(item.sku(), weight(item), item.limitPerBuyer())).toList();
        if (demands.isEmpty()) {
            throw new UsageException("sale " + sale.saleId() + ": wanted items that are ON, came none");
        }
        return demands;
    }

    private double weight(ItemView item) {
        return profile.sale().items().stream().filter(own -> own.sku().equals(item.sku())).mapToDouble(OwnItem::weight)
                .findFirst().orElse(1);
    }

    private ShoutReport report(Evidence evidence, ShoutLoad load, FireTimes times, Transport transport) {
        return report.of(evidence.sale(), load, times, transport, stopped.get(),
                Invariant.of(evidence.plan()).stream().map(invariant -> invariant.check(evidence)).toList());
    }
}
