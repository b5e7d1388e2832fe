package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedSlabTest {

    /** Memory that was used before and given back is what a slab gets next, with all that stood in it. */
    @BeforeEach
    void leaveDirtyMemoryBehind() {
        long[] addresses = LongStream.generate(() -> UnsafeApi.allocateMemory(OffHeap.CHUNK_BYTES)).limit(4).toArray();
        for (long address : addresses) {
            UnsafeApi.setMemory(address, OffHeap.CHUNK_BYTES, (byte) -1);
        }
        for (long address : addresses) {
            UnsafeApi.freeMemory(address);
        }
    }

    @Test
    void takesRecordsOfPowersOfTwoOnly() {
        assertThatThrownBy(() -> new NumberedSlab(24)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24");
        assertThatThrownBy(() -> new NumberedSlab(4)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, 4096})
    void leadsFromANumberToItsRecordOverSeveralChunks(int recordBytes) {
        int records = 2 * OffHeap.CHUNK_BYTES / recordBytes + 3;
        try (NumberedSlab slab = new NumberedSlab(recordBytes)) {
            long misnumbered = 0;
            long dirt = 0;
            for (long number = 0; number < records; number++) {
                misnumbered += slab.append() == number ? 0 : 1;
                for (int at = 0; at < recordBytes; at += Long.BYTES) {
                    dirt |= UnsafeApi.getLong(slab.pointer(number) + at);
                }
                UnsafeApi.putLong(slab.pointer(number), ~number);
                UnsafeApi.putLong(slab.pointer(number) + recordBytes - Long.BYTES, ~number);
            }
            assertThat(misnumbered).as("appends that did not give the next number").isZero();
            assertThat(dirt).as("bits set in new records").isZero();
            assertThat(slab.count()).isEqualTo(records);
            long wrong = 0;
            for (long number = 0; number < records; number++) {
                boolean right = UnsafeApi.getLong(slab.pointer(number)) == ~number
                        && UnsafeApi.getLong(slab.pointer(number) + recordBytes - Long.BYTES) == ~number;
                wrong += right ? 0 : 1;
            }
            assertThat(wrong).as("records written over by others").isZero();
        }
    }
}
