package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameMemoryTest {

    private static final int ROOM = 400;

    private final FrameMemory memory = new FrameMemory(ByteBuffer.allocateDirect(ROOM));

    static IntStream lengths() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void holdsWhatAnyOtherBufferWouldHold(int length) {
        byte[] text = new byte[length + 4];
        new SplittableRandom(length).nextBytes(text);
        UnsafeBuffer other = new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM));

        memory.putBytes(9, text, 3, length);
        other.putBytes(9, text, 3, length);

        assertThat(bytes(memory)).isEqualTo(bytes(other));
        byte[] read = new byte[length + 2];
        memory.getBytes(9, read, 1, length);
        assertThat(Arrays.copyOfRange(read, 1, length + 1)).isEqualTo(Arrays.copyOfRange(text, 3, length + 3));
        assertThat(read[0]).isZero();
        assertThat(read[length + 1]).isZero();
    }

    private static byte[] bytes(UnsafeBuffer of) {
        byte[] bytes = new byte[ROOM];
        of.byteBuffer().get(0, bytes);
        return bytes;
    }

    @Test
    void refusesWhatDoesNotFit() {
        byte[] text = new byte[10];
        assertThatThrownBy(() -> memory.putBytes(ROOM - 9, text, 0, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.putBytes(-1, text, 0, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.getBytes(ROOM - 9, text, 0, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.putBytes(0, text, 1, 10)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
