package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    private static final int ROOM = 64;

    private final long pointer = UnsafeApi.allocateMemory(ROOM + 3) + 3;

    @AfterEach
    void free() {
        UnsafeApi.freeMemory(pointer - 3);
    }

    static IntStream lengths() {
        return IntStream.rangeClosed(0, 40);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void writesReadsAndComparesTextsToTheByte(int length) {
        byte[] text = new byte[ROOM];
        new SplittableRandom(length).nextBytes(text);
        UnsafeApi.setMemory(pointer, ROOM, (byte) 1);

        Words.put(pointer, text, 5, length);

        byte[] read = new byte[ROOM];
        Words.get(pointer, read, 7, length);
        byte[] wanted = new byte[ROOM];
        System.arraycopy(text, 5, wanted, 7, length);
        assertThat(read).isEqualTo(wanted);
        byte[] same = Arrays.copyOfRange(text, 5, 5 + length);
        assertThat(Words.has(pointer, same, length)).isTrue();
        for (int at = 0; at < length; at++) {
            same[at]++;
            assertThat(Words.has(pointer, same, length)).as("another byte at %d", at).isFalse();
            same[at]--;
        }
        for (int at = length; at < ROOM; at++) {
            assertThat(UnsafeApi.getByte(pointer + at)).as("what stood behind the text, at %d", at).isEqualTo((byte) 1);
        }
    }

    @Test
    void neverLeavesTheArray() {
        assertThatThrownBy(() -> Words.put(pointer, new byte[15], 0, 16)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Words.get(pointer, new byte[6], 0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
