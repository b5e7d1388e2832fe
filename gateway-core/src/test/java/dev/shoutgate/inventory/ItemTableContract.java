package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ItemTable} promises; one subclass for each. */
abstract class ItemTableContract {

    private ItemTable table;

    abstract ItemTable newTable(int capacity) throws Exception;

    final ItemTable table(int capacity) throws Exception {
        table = newTable(capacity);
        return table;
    }

    @AfterEach
    void closeTable() {
        if (table != null) {
            table.close();
        }
    }

    @Test
    void entersAnItemWithZeroEverywhere() throws Exception {
        ItemValue item = table(10).enter(7);

        assertThat(ItemFigures.plain(item)).containsOnly(0L).hasSize(ItemFigures.FIELDS);
    }

    @Test
    void givesTheRoomOfAnItemToAnother() throws Exception {
        ItemTable full = table(2);
        ItemFigures.set(full.enter(1), 5);
        ItemValue stays = full.enter(2);
        ItemFigures.set(stays, 6);
        full.leave(1);
        assertThat(full.size()).isEqualTo(1);

        ItemFigures.set(full.enter(3), 7);
        assertThat(full.size()).isEqualTo(2);
        assertThat(ItemFigures.plain(stays)).containsExactly(ItemFigures.row(6));
        assertThatIllegalStateException().isThrownBy(() -> full.enter(4));
        assertThatIllegalStateException().isThrownBy(() -> full.leave(1)).withMessageContaining("item 1");
    }

    @Test
    void letsNobodyTakeTheFiguresOfAnItemThatCameForThoseOfOneThatLeft() throws Exception {
        ItemTable small = table(1);
        ItemValue left = small.enter(1);
        left.beginChange();
        left.setTotal(10);
        left.endChange();
        long version = left.beginRead();
        small.leave(1);
        ItemValue came = small.enter(2);
        came.beginChange();
        came.setTotal(20);
        came.endChange();
        assertThat(came.getTotal()).isEqualTo(20);
        assertThat(left.getTotal() == 10 || !left.unchangedSince(version)).isTrue();
    }

    @Test
    void showsWhatWasWrittenInOneWayToBothWaysOfReading() throws Exception {
        ItemValue item = table(10).enter(7);

        ItemFigures.set(item, 1_000_000_000);
        assertThat(ItemFigures.plain(item)).containsExactly(ItemFigures.row(1_000_000_000));
        assertThat(new long[] {item.getVolatileVersion(), item.getVolatileLimitPerBuyer(), item.getVolatileStatus()})
                .containsExactly(1_000_000_000, 1_000_000_005, 1_000_000_006);

        item.setOrderedVersion(40);
        assertThat(item.getVersion()).isEqualTo(40);
        assertThat(item.getVolatileVersion()).isEqualTo(40);
    }

    @Test
    void keepsUnitsAndPricesBeyond32Bits() throws Exception {
        ItemValue item = table(10).enter(7);

        item.setTotal(Long.MAX_VALUE);
        item.setPrice(Long.MIN_VALUE);

        assertThat(item.getTotal()).isEqualTo(Long.MAX_VALUE);
        assertThat(item.getPrice()).isEqualTo(Long.MIN_VALUE);
        assertThat(item.getHeld()).isZero();
        assertThat(item.getSold()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 3_000})
    void keepsTheFiguresOfAllItemsApartUpToItsCapacity(int capacity) throws Exception {
        ItemTable table = table(capacity);
        ItemValue[] items = new ItemValue[capacity];
        for (int i = 0; i < capacity; i++) {
            items[i] = table.enter(i);
            ItemFigures.set(items[i], i * 100);
        }

        assertThat(table.size()).isEqualTo(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(ItemFigures.plain(items[i])).containsExactly(ItemFigures.row(i * 100));
        }
    }

    @Test
    void refusesTheItemPastItsCapacity() throws Exception {
        ItemTable table = table(3);
        for (int i = 0; i < 3; i++) {
            table.enter(i);
        }

        assertThatIllegalStateException().isThrownBy(() -> table.enter(3))
                .withMessage("no place for item 3: all 3 are taken");
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.capacity()).isEqualTo(3);
    }

    @Test
    void refusesAnItemThatItHoldsAndLeavesItsFigures() throws Exception {
        ItemTable table = table(10);
        ItemValue item = table.enter(7);
        item.setTotal(12);

        assertThatIllegalStateException().isThrownBy(() -> table.enter(7))
                .withMessage("item 7 is in the table already");
        assertThat(item.getTotal()).isEqualTo(12);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void takesItemNumbersInAnyOrderAndWithGaps() throws Exception {
        ItemTable table = table(3);
        table.enter(Integer.MAX_VALUE).setTotal(1);
        table.enter(0).setTotal(2);
        table.enter(99).setTotal(3);

        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void refusesACapacityOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> table(0))
                .withMessage("an item table holds at least 1 item, not 0");
    }

    @Test
    void leavesTheLastFiguresToThoseWhoStillHoldThemAfterClosing() throws Exception {
        ItemTable table = table(10);
        ItemValue first = table.enter(1);
        ItemValue second = table.enter(2);
        ItemFigures.set(first, 100);
        ItemFigures.set(second, 200);

        table.close();
        table.close();

        assertThat(ItemFigures.plain(first)).containsExactly(ItemFigures.row(100));
        assertThat(ItemFigures.plain(second)).containsExactly(ItemFigures.row(200));
    }

    @Test
    void tellsAReadingInTheMiddleOfAChangeFromAWholeOne() throws Exception {
        ItemValue item = table(10).enter(7);

        long before = item.beginRead();
        assertThat(item.unchangedSince(before)).isTrue();
        item.beginChange();
        assertThat(item.unchangedSince(before)).isFalse();
        assertThat(item.unchangedSince(item.beginRead())).isFalse();
        item.endChange();
        assertThat(item.unchangedSince(before)).isFalse();
        assertThat(item.unchangedSince(item.beginRead())).isTrue();
    }

    @Test
    @Timeout(60)
    void neverShowsAReaderAHalfDoneMove() throws Exception {
        ItemValue item = table(10).enter(7);
        ExecutorService readerThread = Executors.newSingleThreadExecutor();
        try {
            SequenceLockReader reader = new SequenceLockReader(item);
            Future<String> torn = readerThread.submit(reader);
            for (int move = 1; move <= 50_000_000 && !torn.isDone(); move++) {
                moveUnits(item, move);
            }
            assertThat(torn.get(30, TimeUnit.SECONDS)).isEqualTo(SequenceLockReader.NONE_TORN);
        } finally {
            readerThread.shutdownNow();
        }
    }

    /** Keeps total = held + sold and price = 3 × held, before and after but not meanwhile. */
    private static void moveUnits(ItemValue item, int move) {
        item.beginChange();
        item.setHeld(move);
        item.setSold(2L * move);
        item.setTotal(3L * move);
        item.setPrice(3L * move);
        item.endChange();
        // Leaves the reader a gap to read in, and its turn where both share one core.
        for (int i = 0; i < 20; i++) {
            Thread.onSpinWait();
        }
        if (move % 1_000 == 0) {
            Thread.yield();
        }
    }
}
