package dev.shoutgate.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.telemetry.LoopStats;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The mailbox between shards and an event loop, with a real event loop. */
@Timeout(60)
class ReplyLoopTest {

    /** An event loop that counts how often it is woken. */
    private static final class CountingLoop extends DefaultEventLoop {

        final AtomicInteger tasks = new AtomicInteger();

        @Override
        public void execute(Runnable task) {
            tasks.incrementAndGet();
            super.execute(task);
        }
    }

    /** Takes what is written and gives its memory back: nobody reads it here. */
    private static final class Forgetful extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private final CountingLoop eventLoop = new CountingLoop();
    private final ReplyLoop loop = new ReplyLoop(3, eventLoop, new LoopStats("buyers"));
    private final AtomicInteger completed = new AtomicInteger();

    @AfterEach
    void stop() {
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void wakesTheEventLoopOnceABatchAndNotOnceAReply() throws Exception {
        List<Exchange> exchanges = exchanges(500);
        CountDownLatch busy = new CountDownLatch(1);
        eventLoop.submit(() -> {
            busy.await();
            return null;
        });
        int before = eventLoop.tasks.get();
        for (Exchange exchange : exchanges) {
            exchange.outcome.receiver.onOutcome(exchange.outcome);
        }
        loop.wake();
        loop.wake();
        assertThat(eventLoop.tasks.get() - before).isEqualTo(1);
        busy.countDown();

        await().until(() -> completed.get() == 500);
        assertThat(eventLoop.tasks.get() - before).isEqualTo(1);
    }

    @Test
    void sleepsOnWhereNothingWaits() {
        int before = eventLoop.tasks.get();
        loop.wake();

        assertThat(eventLoop.tasks.get()).isEqualTo(before);
    }

    @Test
    void completesOnTheEventLoopOnly() throws Exception {
        Exchange exchange = exchanges(1).get(0);
        List<Boolean> inLoop = new ArrayList<>();
        exchange.form = (self, body) -> inLoop.add(eventLoop.inEventLoop());
        exchange.outcome.receiver.onOutcome(exchange.outcome);
        loop.wake();

        await().until(() -> !inLoop.isEmpty());
        assertThat(inLoop).containsExactly(true);
    }

    /** Each shard hands over a few and wakes; the last wake-up of each must not be lost in the loop's falling asleep. */
    @Test
    void losesNoReplyHoweverShardsAndLoopMeet() throws Exception {
        int shards = 3;
        int batches = 3_000;
        List<List<Exchange>> ofShards = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            ofShards.add(exchanges(batches));
        }
        List<Thread> threads = ofShards.stream().map(own -> new Thread(() -> handOneByOne(own))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        await().atMost(30, TimeUnit.SECONDS).until(() -> completed.get() == shards * batches);
    }

    private void handOneByOne(List<Exchange> exchanges) {
        for (Exchange exchange : exchanges) {
            exchange.outcome.receiver.onOutcome(exchange.outcome);
            loop.wake();
        }
    }

    /** Each on a connection of its own, whose form counts. */
    private List<Exchange> exchanges(int count) throws Exception {
        return eventLoop.submit(() -> {
            List<Exchange> all = new ArrayList<>();
            EmbeddedChannel channel = new EmbeddedChannel(new Forgetful());
            for (int i = 0; i < count; i++) {
                Exchange exchange = new Connection(channel, loop, 64).begin(true, false);
                exchange.form = (self, body) -> completed.incrementAndGet();
                all.add(exchange);
            }
            return all;
        }).get();
    }

    @Test
    void usesExchangesAgainAndKnowsItsPlace() throws Exception {
        eventLoop.submit(() -> {
            Exchange one = loop.take();
            loop.giveBack(one);
            assertThat(loop.take()).isSameAs(one);
            assertThat(loop.take()).isNotSameAs(one);
        }).get();
        assertThat(loop.index()).isEqualTo(3);
        assertThat(loop.eventLoop()).isSameAs(eventLoop);
    }
}
