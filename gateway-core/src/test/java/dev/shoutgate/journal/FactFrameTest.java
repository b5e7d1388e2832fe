package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A frame on its way from one process to another. */
class FactFrameTest {

    private final FactFrame sent = new FactFrame();
    private final FactFrame taken = new FactFrame();

    private UnsafeBuffer sealed(int facts, int factBytes) {
        Batches.fill(sent, 7, facts, factBytes, 1).seal();
        byte[] bytes = new byte[sent.lengthBytes()];
        sent.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    @Test
    void isTheSameOnTheOtherSide() {
        UnsafeBuffer bytes = sealed(3, 50);
        taken.take(bytes, 0, bytes.capacity());

        assertThat(Batches.of(taken)).isEqualTo(Batches.of(sent));
        assertThat(taken.isSameAs(sent)).isTrue();
        assertThat(taken.lastSequence()).isEqualTo(9);
    }

    @Test
    void differsByAnyOfItsBytes() {
        UnsafeBuffer bytes = sealed(2, 30);
        taken.take(bytes, 0, bytes.capacity());
        for (int at = FactFrame.HEADER_BYTES; at < sent.lengthBytes(); at++) {
            byte before = sent.buffer().getByte(at);
            sent.buffer().putByte(at, (byte) ~before);
            assertThat(taken.isSameAs(sent)).as("byte " + at).isFalse();
            sent.buffer().putByte(at, before);
        }
        assertThat(taken.isSameAs(Batches.fill(sent, 8, 2, 30, 1))).as("another place").isFalse();
    }

    @Test
    void refusesWhatIsNotWhole() {
        UnsafeBuffer bytes = sealed(2, 30);
        for (int at = 0; at < bytes.capacity(); at++) {
            bytes.putByte(at, (byte) ~bytes.getByte(at));
            assertThatIllegalArgumentException().as("byte " + at)
                    .isThrownBy(() -> taken.take(bytes, 0, bytes.capacity()));
            assertThat(taken.isEmpty()).isTrue();
            bytes.putByte(at, (byte) ~bytes.getByte(at));
        }
        for (int length : new int[] {0, FactFrame.HEADER_BYTES, bytes.capacity() - 1}) {
            assertThatIllegalArgumentException().as(length + " bytes").isThrownBy(() -> taken.take(bytes, 0, length));
        }
    }
}
