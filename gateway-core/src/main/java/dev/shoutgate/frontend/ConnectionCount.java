package dev.shoutgate.frontend;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, in all and from each address.
 *
 * <p>Threading: any event loop.
 */
final class ConnectionCount {

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionCount(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Counts a connection among all; false, uncounted, when it is one too many. */
    boolean tryOpen() {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Takes back what {@link #tryOpen} counted. */
    void close() {
        all.decrementAndGet();
    }

    /** Counts an open connection among those of its address; false, uncounted, when it is one too many. */
    boolean tryAdd(InetAddress address) {
        if (byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            remove(address);
            return false;
        }
        return true;
    }

    /** Takes back what {@link #tryAdd} counted. */
    void remove(InetAddress address) {
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    int all() {
        return all.get();
    }
}
