package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a loop that gives its tasks an hour before it looks at a socket by itself. */
class SlicesTest {
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final IoEventLoop loop = new SingleThreadIoEventLoop(null, new DefaultThreadFactory("slices", true),
            NioIoHandler.newFactory(), Integer.MAX_VALUE, RejectedExecutionHandlers.reject(), HOUR_MS);
    private final Slices slices = new Slices(loop);

    @AfterEach
    void endLoop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void readsSocketsWhileWorkIsLeft() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Channel listening = listen(read);
        try (Socket socket = connect(listening)) {
            loop.execute(() -> slices.add(() -> {
                begun.countDown();
                return !enough.get();
            }));
            begun.await();
            socket.getOutputStream().write(1);

            assertThat(read.await(10, TimeUnit.SECONDS)).as("read while there is work").isTrue();
        } finally {
            enough.set(true);
            listening.close().syncUninterruptibly();
        }
    }

    private Channel listen(CountDownLatch read) {
        return new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object message) {
                                read.countDown();
                                ctx.fireChannelRead(message);
                            }
                        });
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly().channel();
    }

    private static Socket connect(Channel listening) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    @Test
    void givesEachWorkAStepInTurnAndOutlivesAFault() throws Exception {
        List<String> steps = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            slices.add(counting("a", 2, steps));
            slices.add(() -> {
                throw new IllegalStateException("a room that fails on purpose");
            });
            slices.add(counting("b", 3, steps));
            slices.add(() -> {
                if (steps.size() == 5) {
                    done.countDown();
                }
                return steps.size() < 5;
            });
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(steps).containsExactly("a", "b", "a", "b", "b");
    }

    private static Slices.Work counting(String name, int times, List<String> steps) {
        int[] left = {times};
        return () -> {
            steps.add(name);
            left[0]--;
            return left[0] > 0;
        };
    }
}
