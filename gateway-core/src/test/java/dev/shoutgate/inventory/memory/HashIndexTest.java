package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void letsOneRecordOfAHashTakeThePlaceOfAnother() {
        long hash = 0x1234_5678_9abc_def0L;
        for (int number = 0; number < 1_000; number++) {
            index.insert(hash, number);
        }
        wanted = 500;
        assertThat(index.put(hash, 7_000)).isEqualTo(500);
        assertThat(find(hash, 500)).isEqualTo(HashIndex.NONE);
        assertThat(find(hash, 7_000)).isEqualTo(7_000);
        assertThat(find(hash, 499)).isEqualTo(499);
        assertThat(find(hash, 501)).isEqualTo(501);
        assertThat(index.size()).isEqualTo(1_000);
    }

    @Test
    void putsWhatIsNotThereInItsFirstFreeSlot() {
        index.insert(7, 41);
        wanted = 42;
        assertThat(index.put(7, 42)).isEqualTo(HashIndex.NONE);
        assertThat(index.size()).isEqualTo(2);
        assertThat(find(7, 42)).isEqualTo(42);
        assertThat(find(7, 41)).isEqualTo(41);
    }

    @Test
    void putsAsManyAsAMillionAndFindsEach() {
        long[] hashes = new SplittableRandom(9).longs(MILLION).toArray();
        for (int number = 0; number < MILLION; number++) {
            wanted = number;
            assertThat(index.put(hashes[number], number)).isEqualTo(HashIndex.NONE);
        }
        assertThat(index.size()).isEqualTo(MILLION);
        long lost = IntStream.range(0, MILLION).filter(number -> find(hashes[number], number) != number).count();
        assertThat(lost).as("records not found").isZero();
        long unseen = IntStream.range(0, MILLION).filter(number -> !index.mayHave(hashes[number])).count();
        assertThat(unseen).as("records said not to be there").isZero();
    }

    @Test
    void saysOfFewStrangersThatTheyMayBeThere() {
        new SplittableRandom(4).longs(MILLION).forEach(hash -> index.insert(hash, index.size()));
        long mistaken = new SplittableRandom(5).longs(MILLION).filter(index::mayHave).count();
        // A million tags of 32 bits: one stranger in 4,295 has that of somebody.
        assertThat(mistaken).as("of a million strangers").isBetween(100L, 350L);
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
    void findsTheFirstRecordAfterASplitToo() {
        try (HashIndex any = new HashIndex(number -> true)) {
            // Equals that begin in the last slot and go on in the first ones, and enough others to split their bucket.
            for (int number = 0; number < 10; number++) {
                any.insert(HashIndex.SLOTS - 1, number);
            }
            SplittableRandom random = new SplittableRandom(3);
            for (int number = 10; number < 10 * HashIndex.SLOTS; number++) {
                any.insert(random.nextInt(HashIndex.SLOTS, Integer.MAX_VALUE), number);
            }
            assertThat(any.find(HashIndex.SLOTS - 1)).isZero();
        }
    }

    @Test
    void asksNoRecordWhoseTagDiffers() {
        // All in one slot of one bucket.
        index.insert(1, 0);
        index.insert(1 + HashIndex.SLOTS, 1);
        find(1 + 2 * HashIndex.SLOTS, 2);
        assertThat(asked).isZero();
    }

    @Test
    void leavesHashesOfOneTagToTheRecords() {
        index.insert(0x0020_0000_0000_0007L, 0);
        index.insert(0x0010_0000_0000_0007L, 1);
        assertThat(find(0x0010_0000_0000_0007L, 1)).isEqualTo(1);
        assertThat(find(0x0020_0000_0000_0007L, 0)).isEqualTo(0);
    }

    @Test
    void wrapsRoundTheEndOfABucket() {
        for (int number = 0; number < 20; number++) {
            index.insert(HashIndex.SLOTS - 1 + (long) HashIndex.SLOTS * number, number);
        }
        for (int number = 0; number < 20; number++) {
            assertThat(find(HashIndex.SLOTS - 1 + (long) HashIndex.SLOTS * number, number)).isEqualTo(number);
        }
    }

    /** Hashes that have many of their first bits in common, so that the directory grows far more than the buckets. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void splitsOneCrowdedBucketAgainAndAgain(int commonBits) {
        SplittableRandom random = new SplittableRandom(commonBits);
        int common = 0x5a5a_5a5a >>> 32 - commonBits << 32 - commonBits;
        long[] hashes = random.ints(50_000).mapToLong(bits -> bits >>> commonBits | common).toArray();
        for (int number = 0; number < hashes.length; number++) {
            index.insert(hashes[number], number);
        }
        for (int number = 0; number < hashes.length; number++) {
            assertThat(find(hashes[number], number)).isEqualTo(number);
        }
        assertThat(find(~common, 0)).isEqualTo(HashIndex.NONE);
    }

    @Test
    void refusesMoreRecordsOfOneTagThanABucketHolds() {
        for (int number = 0; number < HashIndex.SLOTS - 1; number++) {
            index.insert(5, number);
        }
        assertThat(find(5, HashIndex.SLOTS - 2)).isEqualTo(HashIndex.SLOTS - 2);
        assertThat(find(5, HashIndex.SLOTS)).isEqualTo(HashIndex.NONE);
        assertThat(index.mayHave(5)).isTrue();
        assertThat(index.mayHave(6)).as("in a bucket with one empty slot").isFalse();
        assertThatThrownBy(() -> index.put(5, HashIndex.SLOTS)).isInstanceOf(IllegalStateException.class);
        assertThat(find(5, HashIndex.SLOTS)).as("what was refused").isEqualTo(HashIndex.NONE);
        assertThatThrownBy(() -> index.insert(5, HashIndex.SLOTS)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2047");
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
