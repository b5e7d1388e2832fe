package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** That the watch is on, in whatever way the tests are started. */
class LeakIsAFailureTest {

    private static void lose(ByteBufAllocator allocator) {
        allocator.buffer(16).writeByte(1);
    }

    @Test
    void findsWhatWasLostAndSaysWhere() throws Exception {
        lose(ByteBufAllocator.DEFAULT);
        lose(PooledByteBufAllocator.DEFAULT);

        assertThat(LeakIsAFailure.found()).hasSize(2)
                .allSatisfy(leak -> assertThat(leak).startsWith("ByteBuf").contains("LeakIsAFailureTest.lose"));
        assertThat(LeakIsAFailure.found()).isEmpty();
    }

    @Test
    void findsNothingInWhatWasGivenBackOrIsHeld() throws Exception {
        ByteBuf held = ByteBufAllocator.DEFAULT.buffer(16);
        ByteBufAllocator.DEFAULT.buffer(16).release();

        assertThat(LeakIsAFailure.found()).isEmpty();
        held.release();
    }
}
