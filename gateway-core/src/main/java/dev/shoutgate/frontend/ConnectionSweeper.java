package dev.shoutgate.frontend;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Looks over the connections of one event loop from time to time, so that no request costs a timer of its own.
 *
 * <p>Threading: its event loop.
 */
final class ConnectionSweeper {

    private final Map<Channel, Swept> connections = new LinkedHashMap<>();

    ConnectionSweeper(EventLoop eventLoop, long everyMs) {
        eventLoop.scheduleWithFixedDelay(this::sweep, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** Takes the place of what swept that connection before. */
    void add(Channel channel, Swept swept) {
        connections.put(channel, swept);
    }

    void remove(Channel channel) {
        connections.remove(channel);
    }

    private void sweep() {
        long now = System.nanoTime();
        // A copy: sweeping may close a connection, and closing removes it.
        for (Map.Entry<Channel, Swept> entry : Map.copyOf(connections).entrySet()) {
            if (entry.getValue().isDone()) {
                connections.remove(entry.getKey());
            } else {
                entry.getValue().sweep(entry.getKey(), now);
            }
        }
    }
}
