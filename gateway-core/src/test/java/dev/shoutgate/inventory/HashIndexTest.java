package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashIndexTest {

    private static final int MILLION = 1_000_000;

    private long wanted;
    private long asked;
    private final HashIndex index = new HashIndex(number -> {
        asked++;
        return number == wanted;
    });

    @AfterEach
    void close() {
        index.close();
    }

    private long find(long hash, long number) {
        wanted = number;
        return index.find(hash);
    }

    @Test
    void findsNothingWhileEmpty() {
        assertThat(find(0, 0)).isEqualTo(HashIndex.NONE);
        assertThat(find(-1, 0)).isEqualTo(HashIndex.NONE);
        assertThat(index.size()).isZero();
    }

    @Test
    void keepsRecordsOfOneHashApart() {
        long hash = 0x1234_5678_9abc_def0L;
        for (int number = 0; number < 1_000; number++) {
            index.insert(hash, number);
        }
        for (int number = 0; number < 1_000; number++) {
            assertThat(find(hash, number)).isEqualTo(number);
        }
        assertThat(find(hash, 1_000)).isEqualTo(HashIndex.NONE);
    }

    @Test
    void findsTheFirstRecordWhereAnyWouldDo() {
        try (HashIndex any = new HashIndex(number -> true)) {
            any.insert(7, 41);
            any.insert(7, 42);
            assertThat(any.find(7)).isEqualTo(41);
        }
    }

    @Test
    void asksNoRecordWhoseTagDiffers() {
        // The same slot at first, 64 being the first size, but another tag.
        index.insert(1, 0);
        index.insert(1 + 64, 1);
        find(1 + 128, 2);
        assertThat(asked).isZero();
    }

    @Test
    void keepsEqualTagsOfDifferentSegmentsApart() {
        for (long segment = 0; segment < HashIndex.SEGMENTS; segment++) {
            index.insert(segment << 54 | 99, segment);
        }
        for (long segment = 0; segment < HashIndex.SEGMENTS; segment++) {
            asked = 0;
            assertThat(find(segment << 54 | 99, segment)).isEqualTo(segment);
            assertThat(asked).as("records asked in segment %d", segment).isEqualTo(1);
        }
    }

    @Test
    void leavesHashesThatDifferOnlyBetweenSegmentAndTagToTheRecords() {
        index.insert(0x0020_0000_0000_0007L, 0);
        index.insert(0x0010_0000_0000_0007L, 1);
        assertThat(find(0x0010_0000_0000_0007L, 1)).isEqualTo(1);
        assertThat(find(0x0020_0000_0000_0007L, 0)).isEqualTo(0);
    }

    @Test
    void wrapsRoundTheEndOfATable() {
        for (int number = 0; number < 20; number++) {
            index.insert(63 + 64L * number, number);
        }
        for (int number = 0; number < 20; number++) {
            assertThat(find(63 + 64L * number, number)).isEqualTo(number);
        }
    }

    @Test
    void growsOneSegmentWithoutLosingARecord() {
        SplittableRandom random = new SplittableRandom(1);
        long[] hashes = random.longs(50_000).map(hash -> hash >>> 10 | 5L << 54).toArray();
        for (int number = 0; number < hashes.length; number++) {
            index.insert(hashes[number], number);
        }
        for (int number = 0; number < hashes.length; number++) {
            assertThat(find(hashes[number], number)).isEqualTo(number);
        }
    }

    @Test
    void holdsTheSmallestAndTheLargestNumber() {
        index.insert(3, 0);
        index.insert(3, 0xffff_fffeL);
        assertThat(find(3, 0)).isZero();
        assertThat(find(3, 0xffff_fffeL)).isEqualTo(0xffff_fffeL);
    }

    @Test
    void agreesWithAHashMapOverAMillionRecords() {
        SplittableRandom random = new SplittableRandom(42);
        Map<Long, Integer> map = new HashMap<>();
        while (map.size() < MILLION) {
            long hash = random.nextLong();
            if (map.putIfAbsent(hash, map.size()) == null) {
                index.insert(hash, map.size() - 1);
            }
        }
        assertThat(index.size()).isEqualTo(MILLION);
        asked = 0;
        long wrong = map.entrySet().stream().filter(e -> find(e.getKey(), e.getValue()) != e.getValue()).count();
        assertThat(wrong).as("records not found").isZero();
        assertThat(asked).as("records asked for a million finds").isLessThan(MILLION + MILLION / 1_000);
        long found = random.longs(MILLION).filter(hash -> find(hash, -1) != HashIndex.NONE).count();
        assertThat(found).as("records found that never were there").isZero();
    }
}
