package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.GatewayConfig.Transport;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopsTest {

    @Test
    void runsAtOnceWhatNoEventLoopAsksFor() {
        try (EventLoops loops = new EventLoops(1, Transport.NIO)) {
            List<String> ran = new CopyOnWriteArrayList<>();
            loops.afterPublishing(() -> ran.add(Thread.currentThread().getName()));
            assertThat(ran).containsExactly(Thread.currentThread().getName());
        }
    }

    @Test
    void runsOnceATurnWhatAnEventLoopAsksForManyTimes() {
        try (EventLoops loops = new EventLoops(2, Transport.NIO)) {
            List<String> ran = new CopyOnWriteArrayList<>();
            Runnable wakeOne = () -> ran.add("one");
            Runnable wakeTwo = () -> ran.add("two");
            EventLoop loop = loops.loops().get(1).eventLoop();
            loop.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    loops.afterPublishing(wakeOne);
                    loops.afterPublishing(wakeTwo);
                }
                ran.add("read all");
            }).awaitUninterruptibly();
            loops.awaitTurn();
            assertThat(ran).containsExactly("read all", "one", "two");

            loop.submit(() -> loops.afterPublishing(wakeOne)).awaitUninterruptibly();
            loops.awaitTurn();
            assertThat(ran).containsExactly("read all", "one", "two", "one");
        }
    }
}
