package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.inventory.walk.StateDigest;
import dev.shoutgate.inventory.walk.StateFields;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateDigestTest {

    /** Names are for people, and no part of the sum. */
    private static final String NAME = "field";

    private static StateDigest begin(char kind) {
        return new StateDigest().begin(kind, "", "", 0);
    }

    private static StateDigest entry(StateDigest digest, long number, String text) {
        digest.begin('O', "", "", 0).with(NAME, number).with(NAME, text).end();
        return digest;
    }

    @Test
    void doesNotDependOnTheOrderOfItsEntries() {
        long forwards = entry(entry(new StateDigest(), 1, "a"), 2, "b").sum();
        long backwards = entry(entry(new StateDigest(), 2, "b"), 1, "a").sum();
        assertThat(forwards).isEqualTo(backwards).isNotEqualTo(entry(entry(new StateDigest(), 1, "b"), 2, "a").sum());
    }

    @Test
    void dependsOnTheOrderWithinAnEntry() {
        assertThat(begin('O').with(NAME, 1).with(NAME, 2)).extracting(StateDigestTest::sumOf)
                .isNotEqualTo(sumOf(begin('O').with(NAME, 2).with(NAME, 1)));
    }

    private static long sumOf(StateFields digest) {
        digest.end();
        return ((StateDigest) digest).sum();
    }

    @Test
    void countsEqualEntriesEachTime() {
        long once = entry(new StateDigest(), 1, "a").sum();
        long twice = entry(entry(new StateDigest(), 1, "a"), 1, "a").sum();
        assertThat(twice).isNotEqualTo(once).isNotZero();
    }

    @Test
    void dependsOnEveryBitOfANumberAndOnItsPlace() {
        Set<Long> sums = new HashSet<>();
        for (int bit = 0; bit < 64; bit++) {
            sums.add(sumOf(begin('O').with(NAME, 1L << bit).with(NAME, 0)));
            sums.add(sumOf(begin('O').with(NAME, 0).with(NAME, 1L << bit)));
        }
        assertThat(sums).hasSize(128);
    }

    @Test
    void dependsOnEveryBitOfATextAndOnItsLength() {
        Set<Long> sums = new HashSet<>();
        for (int length = 0; length <= 64; length++) {
            ByteText text = new ByteText(64);
            text.length(length);
            sums.add(sumOf(begin('O').with(NAME, text)));
            for (int bit = 0; bit < length * 8; bit++) {
                text.bytes()[bit / 8] ^= (byte) (1 << bit % 8);
                sums.add(sumOf(begin('O').with(NAME, text)));
                text.bytes()[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertThat(sums).hasSize(65 + 8 * 64 * 65 / 2);
    }

    @Test
    void tellsTextsApartThatRunIntoEachOther() {
        assertThat(sumOf(begin('O').with(NAME, "ab").with(NAME, "c")))
                .isNotEqualTo(sumOf(begin('O').with(NAME, "a").with(NAME, "bc")));
    }

    @Test
    void takesATextAndItsBytesForTheSame() {
        ByteText text = new ByteText(64);
        text.set("主播-七");
        assertThat(sumOf(begin('O').with(NAME, text)))
                .isEqualTo(sumOf(begin('O').with(NAME, "主播-七")));
    }

    @Test
    void tellsKindsApart() {
        assertThat(sumOf(begin('O').with(NAME, 1)))
                .isNotEqualTo(sumOf(begin('L').with(NAME, 1)));
    }
}
