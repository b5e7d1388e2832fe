package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffHeapTest {

    private final OffHeap memory = new OffHeap();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void takesNothingBeforeTheFirstAppend() {
        assertThat(memory.capacityBytes()).isZero();
    }

    @Test
    void appendsAlignedAddressesOneAfterTheOther() {
        assertThat(memory.append(1)).isZero();
        assertThat(memory.append(8)).isEqualTo(8);
        assertThat(memory.append(9)).isEqualTo(16);
        assertThat(memory.append(3)).isEqualTo(32);
        assertThat(memory.capacityBytes()).isEqualTo(OffHeap.CHUNK_BYTES);
    }

    @Test
    void fillsAChunkToItsLastByteAndGoesOnInTheNext() {
        memory.append(OffHeap.CHUNK_BYTES - 8);
        long last = memory.append(8);
        assertThat(last).isEqualTo(OffHeap.CHUNK_BYTES - 8);
        assertThat(memory.capacityBytes()).isEqualTo(OffHeap.CHUNK_BYTES);
        long next = memory.append(8);
        assertThat(next).isEqualTo(OffHeap.CHUNK_BYTES);
        UnsafeApi.putLong(memory.pointer(last), 1);
        UnsafeApi.putLong(memory.pointer(next), 2);
        assertThat(UnsafeApi.getLong(memory.pointer(last))).isEqualTo(1);
    }

    @Test
    void takesAWholeChunkAtOnceAgainAndAgain() {
        for (long chunk = 0; chunk < 6; chunk++) {
            assertThat(memory.append(OffHeap.CHUNK_BYTES)).isEqualTo(chunk * OffHeap.CHUNK_BYTES);
        }
        assertThat(memory.capacityBytes()).isEqualTo(6L * OffHeap.CHUNK_BYTES);
    }

    @Test
    void putsNoPieceAcrossTwoChunks() {
        memory.append(OffHeap.CHUNK_BYTES - 16);
        assertThat(memory.append(24)).isEqualTo(OffHeap.CHUNK_BYTES);
    }

    @Test
    void keepsEveryPieceWhereAndAsItWasWritten() {
        SplittableRandom random = new SplittableRandom(7);
        List<long[]> pieces = new ArrayList<>();
        while (memory.capacityBytes() < 6L * OffHeap.CHUNK_BYTES) {
            int bytes = 8 * random.nextInt(1, 40_000);
            long address = memory.append(bytes);
            for (int at = 0; at < bytes; at += 8) {
                UnsafeApi.putLong(memory.pointer(address) + at, address + at);
            }
            pieces.add(new long[] {address, bytes});
        }
        for (long[] piece : pieces) {
            long wrong = 0;
            for (int at = 0; at < piece[1]; at += 8) {
                wrong += UnsafeApi.getLong(memory.pointer(piece[0]) + at) == piece[0] + at ? 0 : 1;
            }
            assertThat(wrong).as("words changed in the %d bytes at %d", piece[1], piece[0]).isZero();
        }
    }

    @Test
    void leadsNowhereOutsideOfWhatItHas() {
        memory.append(8);
        assertThatThrownBy(() -> memory.pointer(-1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> memory.pointer(OffHeap.CHUNK_BYTES)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("4194304");
    }

    @Test
    void fillsAnArrayOverTheBoundsOfItsChunks() {
        for (int chunk = 0; chunk < 3; chunk++) {
            long from = memory.pointer(memory.append(OffHeap.CHUNK_BYTES));
            UnsafeApi.setMemory(from, OffHeap.CHUNK_BYTES, (byte) chunk);
        }
        byte[] filled = new byte[OffHeap.CHUNK_BYTES + 2];
        memory.get(OffHeap.CHUNK_BYTES - 1, filled);
        assertThat(filled[0]).isZero();
        assertThat(Arrays.copyOfRange(filled, 1, filled.length - 1)).containsOnly(1);
        assertThat(filled[filled.length - 1]).isEqualTo((byte) 2);
    }

    @Test
    void closesTwiceWithoutHarm() {
        memory.append(8);
        memory.close();
        memory.close();
        assertThat(memory.capacityBytes()).isZero();
    }
}
