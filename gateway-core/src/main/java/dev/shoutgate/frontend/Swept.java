package dev.shoutgate.frontend;

import io.netty.channel.Channel;

/** Something of a connection that has its time; see {@link ConnectionSweeper}. On the connection's event loop. */
interface Swept {

    /** Whether the connection is another's now, or gone. */
    boolean isDone();

    /** Looks whether the connection has outstayed its welcome. */
    void sweep(Channel channel, long nowNs);
}
