package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnReadsTest {

    private final List<Runnable> atEnd = new ArrayList<>();
    private final TurnReads reads = new TurnReads(atEnd::add);

    /** Reads as a channel does, of a socket with so many bytes; how many it got. */
    private static int read(Handle connection, int available) {
        connection.reset(new EmbeddedChannel().config());
        ByteBuf buffer = connection.allocate(UnpooledByteBufAllocator.DEFAULT);
        int bytes = Math.min(available, buffer.writableBytes());
        connection.attemptedBytesRead(buffer.writableBytes());
        connection.lastBytesRead(bytes);
        connection.incMessagesRead(1);
        assertThat(((ExtendedHandle) connection).continueReading(() -> true)).as("one read a turn").isFalse();
        buffer.release();
        return bytes;
    }

    private void endTurn() {
        assertThat(atEnd).as("asked for once a turn").hasSize(1);
        atEnd.remove(0).run();
    }

    @Test
    void readsOfOneAsMuchAsItSends() {
        Handle one = reads.newHandle();
        int last = 0;
        for (int turn = 0; turn < 4; turn++) {
            last = read(one, 1 << 20);
            endTurn();
        }
        assertThat(last).isEqualTo(TurnReads.READ_BYTES);
        for (int turn = 0; turn < 40; turn++) {
            assertThat(read(one, 200)).isEqualTo(200);
            endTurn();
        }
        assertThat(one.guess()).as("it needs no more").isBetween(200, 1024);
    }

    @Test
    void readsOfManyAnEqualPartEach() {
        List<Handle> crowd = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            crowd.add(reads.newHandle());
        }
        List<Integer> parts = List.of();
        for (int turn = 0; turn < 5; turn++) {
            parts = crowd.stream().map(connection -> read(connection, 1 << 20)).toList();
            endTurn();
        }
        assertThat(parts).containsOnly(TurnReads.TURN_BYTES / 64);

        read(crowd.get(0), 1 << 20);
        endTurn();
        assertThat(read(crowd.get(0), 1 << 20)).as("alone again").isEqualTo(TurnReads.READ_BYTES);
    }

    @Test
    void neverReadsSoLittleThatReadingIsAllThereIs() {
        List<Handle> crowd = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            crowd.add(reads.newHandle());
        }
        for (int turn = 0; turn < 4; turn++) {
            crowd.forEach(connection -> read(connection, 1 << 20));
            endTurn();
        }
        assertThat(read(crowd.get(5), 1 << 20)).isEqualTo(TurnReads.SMALL_BYTES);
    }
}
