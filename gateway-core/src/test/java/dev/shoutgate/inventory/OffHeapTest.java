package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
        assertThat(OffHeap.offset(next)).isZero();
        memory.at(last).putLong(OffHeap.offset(last), 1);
        memory.at(next).putLong(OffHeap.offset(next), 2);
        assertThat(memory.at(last).getLong(OffHeap.offset(last))).isEqualTo(1);
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
                memory.at(address).putLong(OffHeap.offset(address) + at, address + at);
            }
            pieces.add(new long[] {address, bytes});
        }
        for (long[] piece : pieces) {
            long wrong = 0;
            for (int at = 0; at < piece[1]; at += 8) {
                wrong += memory.at(piece[0]).getLong(OffHeap.offset(piece[0]) + at) == piece[0] + at ? 0 : 1;
            }
            assertThat(wrong).as("words changed in the %d bytes at %d", piece[1], piece[0]).isZero();
        }
    }

    @Test
    void closesTwiceWithoutHarm() {
        memory.append(8);
        memory.close();
        memory.close();
        assertThat(memory.capacityBytes()).isZero();
    }
}
