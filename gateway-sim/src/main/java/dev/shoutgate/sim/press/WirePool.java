package dev.shoutgate.sim.press;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections to the buyers' address. Opens the first ones ahead and more when all are busy, up to a bound: real
 * buyers do not share connections, so a slow gateway meets more of them.
 *
 * <p>Threading: the event loop only, but for the constructor.
 */
public final class WirePool {
    /** Between two attempts while connecting fails, so that a gateway that is down is not hammered. */
    private static final long RECONNECT_MS = 50;
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig().setValidateHeaders(false);

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final int most;
    private final ArrayDeque<Wire> free = new ArrayDeque<>();
    private final Set<Wire> open = new LinkedHashSet<>();
    private Runnable whenFree = () -> { };
    private int connecting;
    private int madeSoFar;
    private int mostOpen;
    private boolean resting;
    private boolean closed;

    /** {@code most} bounds the connections that are open or being opened at one time. */
    public WirePool(Transport transport, InetSocketAddress address, int most) {
        this.loop = transport.loop();
        this.most = most;
        this.bootstrap = transport.bootstrap().remoteAddress(address).handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpResponseDecoder(DECODER), new Wire(++madeSoFar, WirePool.this));
            }
        });
    }

    /** Opens connections until {@code count} are open or under way. */
    void grow(int count) {
        while (open.size() + connecting < Math.min(count, most) && !resting && !closed) {
            connect();
        }
    }

    /** Has a connection under way for each of so many that wait for one, as far as the bound allows. */
    void growFor(int waiting) {
        while (connecting < waiting && open.size() + connecting < most && !resting && !closed) {
            connect();
        }
    }

    private void connect() {
        connecting++;
        bootstrap.connect().addListener(connected -> {
            connecting--;
            if (!connected.isSuccess()) {
                rest();
            }
        });
    }

    /** A free connection, the longest idle first, or null. */
    Wire take(int butNotId) {
        Wire wire = free.poll();
        if (wire != null && wire.id() == butNotId) {
            Wire other = free.poll();
            free.addFirst(wire);
            return other;
        }
        return wire;
    }

    /** Says who is called whenever a connection has become free, or may be asked for again. */
    void whenFree(Runnable listener) {
        whenFree = listener;
    }

    int open() {
        return open.size();
    }

    int mostOpen() {
        return mostOpen;
    }

    void closeThoseWaitingSince(long ns) {
        // A copy, since a connection that closes takes itself out.
        Set.copyOf(open).forEach(wire -> wire.closeWhenWaitingSince(ns));
    }

    void close() {
        closed = true;
        Set.copyOf(open).forEach(Wire::close);
    }

    void opened(Wire wire) {
        open.add(wire);
        mostOpen = Math.max(mostOpen, open.size());
        freed(wire);
    }

    void freed(Wire wire) {
        free.add(wire);
        whenFree.run();
    }

    void closed(Wire wire) {
        open.remove(wire);
        free.remove(wire);
    }

    private void rest() {
        if (!resting) {
            resting = true;
            loop.schedule(() -> {
                resting = false;
                whenFree.run();
            }, RECONNECT_MS, TimeUnit.MILLISECONDS);
        }
    }
}
