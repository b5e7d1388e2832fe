package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.report.TextReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Prints a line for each second of a run, and takes a view of the sale with it: the stock must add up under load too.
 *
 * <p>Threading: {@link #closed} from the event loop, which it never blocks; all else on the main thread.
 */
final class Watch {
    private final PrintWriter out;
    private final GatewayApi api;
    private final String saleId;
    private final BlockingQueue<Runnable> toDo = new LinkedBlockingQueue<>();
    private final Queue<SaleView> views = new ConcurrentLinkedQueue<>();
    private boolean over;

    Watch(PrintWriter out, GatewayApi api, String saleId) {
        this.out = out;
        this.api = api;
        this.saleId = saleId;
    }

    /** Takes a finished second. */
    void closed(Second second) {
        toDo.add(() -> print(second));
    }

    /** Prints until the load is done. Errors of the load come out of here. */
    void until(CompletableFuture<Void> done) {
        out.print(TextReport.progressHead());
        done.whenComplete((nothing, error) -> toDo.add(() -> over = true));
        try {
            while (!over) {
                toDo.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.join();
    }

    /** The views that came so far. One that did not come is no evidence: the gateway may have shed it. */
    List<SaleView> views() {
        return new ArrayList<>(views);
    }

    private void print(Second second) {
        out.print(TextReport.progress(second));
        out.flush();
        api.saleAsync(saleId).thenAccept(views::add);
    }
}
