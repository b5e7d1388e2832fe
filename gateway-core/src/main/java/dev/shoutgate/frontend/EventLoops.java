package dev.shoutgate.frontend;

import dev.shoutgate.GatewayConfig.Transport;
import dev.shoutgate.reply.ReplyLoop;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads that drive the sockets: epoll where it loads, NIO elsewhere.
 *
 * <p>Threading: made and closed by whoever starts the gateway.
 */
public final class EventLoops implements AutoCloseable {

    private final EventLoopGroup group;
    private final Class<? extends ServerChannel> channelType;
    private final List<ReplyLoop> loops = new ArrayList<>();
    private final List<LoopStats> stats = new ArrayList<>();
    /** The loop whose thread asks; none elsewhere. */
    private final FastThreadLocal<ReplyLoop> current = new FastThreadLocal<>();

    public EventLoops(int count, Transport transport) {
        boolean epoll = transport == Transport.EPOLL || transport == Transport.AUTO && Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("event-loop", true), io);
        channelType = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        for (EventExecutor executor : group) {
            LoopStats loopStats = new LoopStats();
            stats.add(loopStats);
            ReplyLoop loop = new ReplyLoop(loops.size(), (EventLoop) executor, loopStats);
            loops.add(loop);
            executor.execute(() -> current.set(loop));
        }
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> channelType() {
        return channelType;
    }

    ReplyLoop of(EventLoop eventLoop) {
        for (ReplyLoop loop : loops) {
            if (loop.eventLoop() == eventLoop) {
                return loop;
            }
        }
        throw new IllegalArgumentException(eventLoop + " is not one of ours");
    }

    public List<ReplyLoop> loops() {
        return loops;
    }

    public List<LoopStats> stats() {
        return stats;
    }

    /** Wakes every loop for which an outcome waits. Any thread. */
    public void wake() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).wake();
        }
    }

    /**
     * Runs a task at once, but where an event loop calls, once that loop has read what its sockets had in this turn: a
     * crowd's presses come in together, and one wake-up of a shard does for all of them. Any thread.
     */
    public void afterPublishing(Runnable task) {
        ReplyLoop loop = current.get();
        if (loop == null) {
            task.run();
        } else {
            loop.atEndOfTurn(task);
        }
    }

    /** Returns once every loop has done what was given to it before. Not from an event loop. */
    public void awaitTurn() {
        for (ReplyLoop loop : loops) {
            loop.eventLoop().submit(() -> { }).awaitUninterruptibly();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
