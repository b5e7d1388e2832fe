package dev.shoutgate.storage;

import dev.shoutgate.SpanText;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Tells operators that a store fails: at once, then once a minute for as long as it lasts, and when it is over. An
 * outage of a night must neither go unnoticed nor fill the disk with logs.
 *
 * <p>Threading: the flusher's thread only.
 */
final class Outage {

    static final long REPEAT_NS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final OrderStore store;
    private int tries;
    private long sinceNs;
    private long lastLogNs;

    Outage(Logger log, OrderStore store) {
        this.log = log;
        this.store = store;
    }

    /** A try failed. */
    void failed(Throwable reason, long lagEvents, long nowNs) {
        if (tries++ == 0) {
            sinceNs = nowNs;
            log.error("Orders are not reaching {}; trying again until they do, the journal keeps them: {}",
                    store.name(), reason.getMessage(), traceOf(reason));
            lastLogNs = nowNs;
        } else if (nowNs - lastLogNs >= REPEAT_NS) {
            log.error("Orders have not reached {} for {} ({} tries, {} facts behind): {}",
                    store.name(), since(nowNs), tries, lagEvents, reason.getMessage());
            lastLogNs = nowNs;
        }
    }

    /** A try worked. */
    void over(long lagEvents, long nowNs) {
        if (tries > 0) {
            log.info("Orders reach {} again after {} ({} tries, {} facts behind)",
                    store.name(), since(nowNs), tries, lagEvents);
            tries = 0;
        }
    }

    /** A store's own exception says all in its message; anything else is a surprise, and its trace is wanted. */
    private static Throwable traceOf(Throwable reason) {
        return reason instanceof StoreException ? null : reason;
    }

    private String since(long nowNs) {
        return SpanText.ofMs(TimeUnit.NANOSECONDS.toMillis(nowNs - sinceNs));
    }
}
