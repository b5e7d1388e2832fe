package dev.shoutgate.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.function.Consumer;

/**
 * How much is read of each connection in one turn of its event loop. Each gets as much as it usually sends, but all
 * of a turn together, about, no more than a turn may read: each an equal part of that, by how many there were in the
 * turn before. So a turn has an end soon, however many connections one crowd has and however much each holds ready, and
 * the press of anybody else is read with the next. What is left comes next turn.
 *
 * <p>Threading: one event loop.
 */
final class TurnReads extends DefaultMaxMessagesRecvByteBufAllocator {

    /** A crowd's presses and their refusals take the loop some two milliseconds. */
    static final int TURN_BYTES = 512 * 1024;
    /** A few presses, or one that is as large as it may be in several turns. */
    static final int SMALL_BYTES = 4 * 1024;
    /** A buy with its headers fits several times over. */
    static final int READ_BYTES = 16 * 1024;
    private static final int FIRST_BYTES = 2048;
    private static final int LEAST_BYTES = 1024;

    private final Consumer<Runnable> atEndOfTurn;
    private final Runnable endTurn = this::endTurn;
    private int readsInTurn;
    private int most = READ_BYTES;

    /** {@code atEndOfTurn}: runs what it is given once the loop has read what its sockets had in this turn. */
    TurnReads(Consumer<Runnable> atEndOfTurn) {
        // One read, then a look at how many of its requests wait: a client that pipelines without end would otherwise
        // have thousands in flight before its connection is not read any more.
        super(1);
        this.atEndOfTurn = atEndOfTurn;
    }

    private void countRead() {
        if (readsInTurn++ == 0) {
            atEndOfTurn.accept(endTurn);
        }
    }

    private void endTurn() {
        most = Math.max(SMALL_BYTES, Math.min(READ_BYTES, TURN_BYTES / readsInTurn));
        readsInTurn = 0;
    }

    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new Sized();
    }

    /** Of one connection. */
    private final class Sized extends MaxMessageHandle {

        private int usual = FIRST_BYTES;
        private boolean wasSmall;

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(guess());
        }

        @Override
        public int guess() {
            return Math.min(usual, most);
        }

        @Override
        public void lastBytesRead(int bytes) {
            if (bytes > 0) {
                countRead();
                adapt(bytes);
            }
            super.lastBytesRead(bytes);
        }

        /** Up at once, and down when half would have done twice. */
        private void adapt(int bytes) {
            if (bytes >= usual) {
                usual = Math.min(READ_BYTES, 4 * usual);
            } else if (bytes <= usual / 2 && attemptedBytesRead() >= usual) {
                usual = wasSmall ? Math.max(LEAST_BYTES, usual / 2) : usual;
                wasSmall = !wasSmall;
                return;
            }
            wasSmall = false;
        }
    }
}
