package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.FactFrame;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void areWhatTheContractSays() {
        assertThat(Limits.LINES_PER_ORDER).isEqualTo(16);
        assertThat(Limits.QUANTITY_PER_LINE).isEqualTo(99);
        assertThat(Limits.BUYER_ID_BYTES).isEqualTo(64);
        assertThat(Limits.KEY_BYTES).isEqualTo(64);
        assertThat(Limits.ID_BYTES).isEqualTo(64);
        assertThat(Limits.BUY_BODY_BYTES).isEqualTo(8 * 1024);
        assertThat(Limits.ITEMS_PER_SALE).isEqualTo(500);
        assertThat(Limits.STOCK_PER_ITEM).isEqualTo(1_000_000_000L);
    }

    @Test
    void keepTheTotalOfTheDearestOrderInALong() {
        long pieces = (long) Limits.LINES_PER_ORDER * Limits.QUANTITY_PER_LINE;
        assertThat(Math.multiplyExact(Math.multiplyExact(pieces, Limits.PRICE_MINOR), 1_000)).isPositive();
    }

    @Test
    void fitTheLengthsThatTheLedgerKeepsInBytes() {
        assertThat(Limits.BUYER_ID_BYTES).isLessThanOrEqualTo(Byte.MAX_VALUE);
        assertThat(Limits.KEY_BYTES).isLessThanOrEqualTo(Byte.MAX_VALUE);
        assertThat(Limits.LINES_PER_ORDER).isLessThanOrEqualTo(Byte.MAX_VALUE);
        assertThat(Limits.CHANNEL_BYTES).isLessThanOrEqualTo(Short.MAX_VALUE);
    }

    @Test
    void fitTheTextsOfTheJournal() {
        int longestText = 1024;
        assertThat(Limits.TITLE_BYTES).isLessThanOrEqualTo(longestText);
        assertThat(Limits.CHANNEL_BYTES).isLessThanOrEqualTo(longestText);
        assertThat(Limits.ID_BYTES).isLessThanOrEqualTo(longestText);
    }

    @Test
    void keepTheExpiriesOfATickWithinOneBatch() {
        int expiryBytes = 128;
        assertThat(Limits.EXPIRIES_PER_TICK * expiryBytes).isLessThan(FactFrame.FULL_BYTES);
    }

    @Test
    void keepAHoldInAnIntOfMilliseconds() {
        assertThat(Math.multiplyExact(Limits.HOLD_SECONDS, 1000)).isPositive();
    }

    @Test
    void letABuyersUnitsAndOneMoreLineFitAnInt() {
        assertThat(Math.addExact(Limits.LIMIT_PER_BUYER, Limits.QUANTITY_PER_LINE)).isPositive();
    }

    @Test
    void nameEveryShardInTwoDigitsOf32() {
        assertThat(Limits.SHARDS).isLessThanOrEqualTo(32 * 32);
    }

    @Test
    void letTheLargestOrderThatMayBeSentFitItsBody() {
        int line = "{\"sku\":\"\",\"quantity\":99},".length() + Limits.ID_BYTES;
        assertThat(Limits.LINES_PER_ORDER * line + Limits.CHANNEL_BYTES + 64).isLessThan(Limits.BUY_BODY_BYTES);
    }
}
