package dev.shoutgate.reply;

import dev.shoutgate.Command;
import dev.shoutgate.bench.jmh.Presses;
import dev.shoutgate.bench.jmh.StockedShard;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The gateway's stages in one process as {@code Gateway} connects them, with connections that are Netty's embedded ones
 * in the sockets' place. The caller is the event loop; the shard has its own thread, and the journal a folder on disk.
 *
 * <p>Threading: one owner, who made it.
 */
final class Pipeline implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int SEGMENT_BYTES = 64 << 20;
    /** The loop sleeps until somebody wakes it, as one with sockets does, but never for good. */
    private static final long LONGEST_SLEEP_NS = 1_000_000;

    private final ScratchFolder folder = ScratchFolder.make("pipeline");
    private final StockedShard shard;
    private final JournalWriter journal;
    private final CommandRing ring;
    private final Presses presses;
    private final ManualIoEventLoop eventLoop =
            new ManualIoEventLoop(Thread.currentThread(), LocalIoHandler.newFactory());
    private final ReplyLoop loop = new ReplyLoop(0, eventLoop, new LoopStats("buyers"));
    private final EmbeddedChannel[] channels;
    private final Connection[] connections;
    private final ReplyForm form = new OrderBody("disk")::created;
    private final Command press = Presses.empty();
    private int published;
    private int answered;
    private long bytes;

    Pipeline(int connectionCount, boolean forced, Presses presses) {
        this.presses = presses;
        shard = new StockedShard(presses.count());
        journal = openJournal(forced);
        shard.shard().handOver();
        ring = new CommandRing(SLOTS, SLOTS / 8, shard.shard(), journal, System::currentTimeMillis, loop::wake)
                .wakeBy(loop::atEndOfTurn);
        ring.start();
        channels = new EmbeddedChannel[connectionCount];
        connections = new Connection[connectionCount];
        for (int i = 0; i < connectionCount; i++) {
            channels[i] = new EmbeddedChannel();
            connections[i] = new Connection(channels[i], loop, 2);
        }
    }

    /** Buyers of a pipeline: made once, because their names are no garbage of a buy. */
    static Presses presses(int count) {
        try (StockedShard any = new StockedShard(1_000)) {
            return new Presses(0, count, any.shard().hashing());
        }
    }

    /** After the facts that made the sale, which are the shard's and in no journal. */
    private JournalWriter openJournal(boolean forced) {
        try {
            FolderDisk disk = FolderDisk.create(folder.resolve("journal"));
            JournalEnd empty = new JournalEnd(shard.shard().lastSequence(), 0, 0, 0, 0, 0, 0);
            return JournalWriter.open(disk, 0, SEGMENT_BYTES, forced, empty);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets every buyer press once; returns the bytes of all replies. */
    long pressAll() {
        for (int i = 0; i < connections.length && published < presses.count(); i++) {
            press(i);
        }
        while (answered < presses.count()) {
            eventLoop.run(LONGEST_SLEEP_NS);
            for (int i = 0; i < connections.length; i++) {
                if (takeReply(i) && published < presses.count()) {
                    press(i);
                }
            }
            if (ring.health().isStopped()) {
                throw new IllegalStateException("the shard stopped in mid-run");
            }
        }
        return bytes;
    }

    private void press(int connection) {
        Exchange exchange = connections[connection].begin(true, false);
        exchange.isBuy = true;
        exchange.form = form;
        presses.fill(published++, press);
        press.outcome = exchange.outcome;
        if (!ring.tryPublish(press)) {
            throw new IllegalStateException("the ring has fewer slots than there are connections");
        }
    }

    private boolean takeReply(int connection) {
        ByteBuf reply = channels[connection].readOutbound();
        if (reply == null) {
            return false;
        }
        // The status is of three digits, behind "HTTP/1.1 ".
        if (reply.getByte(reply.readerIndex() + 9) != '2') {
            throw new IllegalStateException("a press was refused");
        }
        bytes += reply.readableBytes();
        reply.release();
        answered++;
        return true;
    }

    /** Orders that the shard holds. */
    long orders() {
        return shard.shard().orderCount();
    }

    /** The last fact that the journal holds. */
    long durableSequence() {
        return journal.durableSequence();
    }

    @Override
    public void close() {
        ring.close();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (EmbeddedChannel channel : channels) {
            channel.finishAndReleaseAll();
        }
        eventLoop.shutdown();
        while (!eventLoop.isTerminated()) {
            eventLoop.runNow();
        }
        shard.close();
        folder.close();
    }
}
