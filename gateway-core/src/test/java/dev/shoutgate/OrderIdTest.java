package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OrderIdTest {

    private static final long KEY = 0x0123_4567_89ab_cdefL;
    private static final long LARGEST = (1L << 45) - 1;

    private static String id(int shard, long number, long key) {
        byte[] to = new byte[OrderId.LENGTH + 6];
        OrderId.encode(shard, number, key, to, 3);
        assertThat(to).startsWith(0, 0, 0).endsWith(0, 0, 0);
        return new String(to, 3, OrderId.LENGTH, StandardCharsets.US_ASCII);
    }

    @Test
    void leadsBackToShardAndNumber() {
        SplittableRandom random = new SplittableRandom(5);
        for (int shard = 0; shard < Limits.SHARDS; shard++) {
            for (long number : new long[] {0, 1, 31, 32, random.nextLong(LARGEST), LARGEST}) {
                String id = id(shard, number, KEY);
                assertThat(OrderId.shardOf(id)).isEqualTo(shard);
                assertThat(OrderId.numberOf(id, shard, KEY)).as("number in %s", id).isEqualTo(number);
            }
        }
    }

    @Test
    void isSixteenDigitsThatGrowWithTheNumber() {
        String before = "";
        for (long number = 0; number < 100_000; number += 7) {
            String id = id(0, number, KEY);
            assertThat(id).matches("[0-9a-hjkmnp-tv-z]{16}").isGreaterThan(before);
            before = id;
        }
    }

    @Test
    void refusesEveryIdThatIsOneDigitOff() {
        String id = id(3, 123_456, KEY);
        for (int at = 0; at < id.length(); at++) {
            for (char digit : "0123456789abcdefghjkmnpqrstvwxyz".toCharArray()) {
                String other = id.substring(0, at) + digit + id.substring(at + 1);
                if (!other.equals(id)) {
                    assertThat(OrderId.numberOf(other, 3, KEY)).as(other).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void refusesAnIdOfAnotherShardOrUnderAnotherKey() {
        String id = id(3, 123_456, KEY);
        assertThat(OrderId.numberOf(id, 4, KEY)).isEqualTo(-1);
        assertThat(OrderId.numberOf(id, 3, KEY + 1)).isEqualTo(-1);
    }

    @Test
    void hasAGuessRightOnceInManyThousandTimes() {
        SplittableRandom random = new SplittableRandom(6);
        int guessed = 0;
        for (int i = 0; i < 100_000; i++) {
            // A true number and any check: what someone would try who knows how ids look.
            String id = id(3, i, random.nextLong());
            guessed += OrderId.numberOf(id, 3, KEY) >= 0 ? 1 : 0;
        }
        assertThat(guessed).isLessThan(3);
    }

    @Test
    void refusesWhatIsNoId() {
        String id = id(3, 123_456, KEY);
        assertThat(OrderId.numberOf(id.toUpperCase(Locale.ROOT), 3, KEY)).isEqualTo(-1);
        assertThat(OrderId.numberOf(id.substring(1), 3, KEY)).isEqualTo(-1);
        assertThat(OrderId.numberOf(id + "0", 3, KEY)).isEqualTo(-1);
        assertThat(OrderId.numberOf("", 3, KEY)).isEqualTo(-1);
        for (String stranger : new String[] {"i", "l", "o", "u", "-", " ", "/", "é", "主", "\u0000", "\uffff"}) {
            assertThat(OrderId.shardOf(stranger + id.substring(1))).as("shard in %s…", stranger).isEqualTo(-1);
            assertThat(OrderId.numberOf(id.substring(0, 5) + stranger + id.substring(6), 3, KEY)).isEqualTo(-1);
            assertThat(OrderId.numberOf(id.substring(0, 15) + stranger, 3, KEY)).isEqualTo(-1);
        }
    }

    @Test
    void readsAsTextFromABuffer() {
        byte[] bytes = new byte[20];
        OrderId.encode(3, 123_456, KEY, bytes, 4);
        assertThat(OrderId.text(new UnsafeBuffer(bytes), 4)).isEqualTo(id(3, 123_456, KEY));
    }
}
