package dev.shoutgate.sim.press;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads orders back by their buyers after the load, as fast as the gateway answers, over the same connections.
 *
 * <p>Threading: {@link #read} from any thread, once; all else on the event loop.
 */
public final class OrderReader implements Exchange {
    /** Reads under way at one time: enough to keep the gateway busy, few enough not to be a second shout. */
    private static final int ABREAST = 32;
    private static final int MOST_TRIES = 8;
    private static final long RETRY_MS = 100;
    private static final long ANSWER_TIMEOUT_NS = 5_000_000_000L;
    /** With no order read for so long, the gateway is gone and the rest counts as unreadable. */
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final EventLoop loop;
    private final WirePool pool;
    private final String authority;
    private final CompletableFuture<ReadBack[]> done = new CompletableFuture<>();
    private final ArrayDeque<Integer> toRead = new ArrayDeque<>();
    private List<String> orderIds;
    private List<String> buyerIds;
    private ReadBack[] read;
    private int[] tries;
    private int abreast;
    private int missing;
    private long lastReadNs;

    public OrderReader(Transport transport, WirePool pool, String authority) {
        this.loop = transport.loop();
        this.pool = pool;
        this.authority = authority;
    }

    /** Reads each order as the buyer of the same place; the answers come in the same places. */
    public CompletableFuture<ReadBack[]> read(List<String> orderIds, List<String> buyerIds) {
        loop.execute(() -> {
            this.orderIds = orderIds;
            this.buyerIds = buyerIds;
            read = new ReadBack[orderIds.size()];
            tries = new int[read.length];
            missing = read.length;
            for (int i = 0; i < read.length; i++) {
                toRead.add(i);
            }
            lastReadNs = System.nanoTime();
            pool.whenFree(this::next);
            next();
            watch();
        });
        return done;
    }

    /**
     * Asks {@code times} for an order that nobody has, so that connections are open and code is compiled before the
     * first press. What the gateway says does not matter.
     */
    public CompletableFuture<ReadBack[]> warmUp(int times) {
        return read(Collections.nCopies(times, "warm-up"), Collections.nCopies(times, "warm-up"));
    }

    private void next() {
        while (abreast < ABREAST && !toRead.isEmpty()) {
            Wire wire = pool.take(0);
            if (wire == null) {
                pool.growFor(Math.min(ABREAST - abreast, toRead.size()));
                return;
            }
            int place = toRead.remove();
            abreast++;
            byte[] request = RequestBytes.read(authority, orderIds.get(place), buyerIds.get(place));
            RequestBytes.send(wire, request, place, this);
        }
    }

    /** Ends the read, and gives up on connections that have fallen silent. */
    private void watch() {
        boolean gone = System.nanoTime() - lastReadNs > PATIENCE_NS;
        if (missing == 0 || gone) {
            pool.whenFree(() -> { });
            for (int i = 0; i < read.length; i++) {
                read[i] = read[i] == null ? new ReadBack(0, "no answer") : read[i];
            }
            done.complete(read);
            return;
        }
        pool.closeThoseWaitingSince(System.nanoTime() - ANSWER_TIMEOUT_NS);
        loop.schedule(this::watch, 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public void answered(int place, Answer answer) {
        ReadBack came = new ReadBack(answer.status(), answer.text());
        abreast--;
        if (answer.status() == 503 || answer.status() == 429) {
            again(place, came);
        } else {
            settled(place, came);
        }
    }

    @Override
    public void lost(int place) {
        abreast--;
        again(place, new ReadBack(0, "no answer"));
    }

    private void again(int place, ReadBack came) {
        if (++tries[place] >= MOST_TRIES) {
            settled(place, came);
            return;
        }
        loop.schedule(() -> {
            toRead.add(place);
            next();
        }, RETRY_MS, TimeUnit.MILLISECONDS);
    }

    private void settled(int place, ReadBack came) {
        lastReadNs = System.nanoTime();
        read[place] = came;
        missing--;
    }
}
