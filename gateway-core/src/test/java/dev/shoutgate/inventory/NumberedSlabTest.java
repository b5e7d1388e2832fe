package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedSlabTest {

    // 24, 40 and 4000 leave a rest at the end of a chunk.
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 40, 4000})
    void leadsFromANumberToItsRecordOverSeveralChunks(int recordBytes) {
        int records = 2 * OffHeap.CHUNK_BYTES / recordBytes + 3;
        try (NumberedSlab slab = new NumberedSlab(recordBytes)) {
            long misnumbered = 0;
            for (long number = 0; number < records; number++) {
                misnumbered += slab.append() == number ? 0 : 1;
                slab.at(number).putLong(slab.offset(number), ~number);
                slab.at(number).putLong(slab.offset(number) + recordBytes - Long.BYTES, ~number);
            }
            assertThat(misnumbered).as("appends that did not give the next number").isZero();
            assertThat(slab.count()).isEqualTo(records);
            long wrong = 0;
            for (long number = 0; number < records; number++) {
                boolean right = slab.at(number).getLong(slab.offset(number)) == ~number
                        && slab.at(number).getLong(slab.offset(number) + recordBytes - Long.BYTES) == ~number;
                wrong += right ? 0 : 1;
            }
            assertThat(wrong).as("records written over by others").isZero();
        }
    }
}
