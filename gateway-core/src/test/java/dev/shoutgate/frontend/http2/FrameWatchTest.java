package dev.shoutgate.frontend.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameWatchTest {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final FrameWatch watch = new FrameWatch();

    /** Whatever the reads bring at once: only at the end of a frame is nothing unfinished. */
    @Test
    void knowsWhenAFrameIsUnfinishedInAnyPieces() {
        ByteBuf all = Unpooled.buffer().writeZero(24);
        int[] ends = new int[4];
        ends[0] = all.writerIndex();
        int[][] frames = {{DATA, 0, 0}, {DATA, 0, 300}, {HEADERS, END_HEADERS, 5}};
        for (int i = 0; i < frames.length; i++) {
            frame(all, frames[i][0], frames[i][1], frames[i][2]);
            ends[i + 1] = all.writerIndex();
        }
        for (int size = 1; size <= all.readableBytes(); size++) {
            FrameWatch pieces = new FrameWatch();
            for (int at = 0; at < all.writerIndex(); at += size) {
                int end = Math.min(at + size, all.writerIndex());
                pieces.look(all.slice(at, end - at), at + 1L);
                boolean isWhole = Arrays.stream(ends).anyMatch(whole -> whole == end);
                assertThat(pieces.unfinishedSinceNs() == 0).as("%d bytes of %d at a time", end, size).isEqualTo(isWhole);
            }
        }
    }

    @Test
    void knowsSinceWhenTheOneThatIsUnfinishedHasBeen() {
        watch.look(Unpooled.buffer().writeZero(24), 1);
        assertThat(watch.unfinishedSinceNs()).isZero();
        ByteBuf two = frame(frame(Unpooled.buffer(), DATA, 0, 10), DATA, 0, 10);
        watch.look(two.slice(0, 5), 10);
        watch.look(two.slice(5, 10), 20);
        assertThat(watch.unfinishedSinceNs()).isEqualTo(10);
        watch.look(two.slice(15, 10), 30);
        assertThat(watch.unfinishedSinceNs()).as("of the second").isEqualTo(30);
        watch.look(two.slice(25, 13), 40);
        assertThat(watch.unfinishedSinceNs()).isZero();
    }

    @Test
    void takesHeaderFieldsForUnfinishedUntilTheirLastPiece() {
        watch.look(frame(Unpooled.buffer().writeZero(24), HEADERS, 0, 4), 7);
        assertThat(watch.unfinishedSinceNs()).isEqualTo(7);
        watch.look(frame(Unpooled.buffer(), CONTINUATION, 0, 4), 8);
        assertThat(watch.unfinishedSinceNs()).isEqualTo(7);
        watch.look(frame(Unpooled.buffer(), CONTINUATION, END_HEADERS, 4), 9);
        assertThat(watch.unfinishedSinceNs()).isZero();
    }

    private static ByteBuf frame(ByteBuf to, int type, int flags, int length) {
        return to.writeMedium(length).writeByte(type).writeByte(flags).writeInt(1).writeBytes(new byte[length]);
    }
}
