package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.Hashing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuyerOrdersTest {

    private static final long ONE_HASH_FOR_ALL = 12_345;
    private static final long NONE = BuyerOrders.NONE;

    private final ShardState state =
            new ShardState(0, new ShardCapacity(10, 1_000_000), new HeapItemTable(10), ChunkPool.unprepared());

    @BeforeEach
    void found() {
        state.hashing = new Hashing(1, 2);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private long take(String buyer, int... items) {
        return take(1, buyer, "k" + state.orders.count(), items);
    }

    private long take(int sale, String buyer, String key, int... items) {
        OrderDraft draft = Drafts.of(sale, buyer, key, items);
        draft.buyerHash = ONE_HASH_FOR_ALL;
        long number = state.orders.append(draft, 1);
        state.buyers.enter(draft, number);
        return number;
    }

    /** So many orders, each given back before the next. */
    private void takeAndGiveBack(int times, String buyer, int... items) {
        for (int i = 0; i < times; i++) {
            giveBack(take(buyer, items));
        }
    }

    private void giveBack(long order) {
        state.orders.status(order, OrderStatus.CANCELLED);
        for (int line = 0; line < state.orders.lineCount(order); line++) {
            state.buyers.takeOff(order, line, state.orders.quantity(order, line));
        }
    }

    private long newest(int sale, String buyer) {
        return state.buyers.newest(ONE_HASH_FOR_ALL, sale, text(buyer));
    }

    private int units(String buyer, int item) {
        return state.buyers.units(newest(1, buyer), item);
    }

    private long hold(String buyer, int item) {
        return state.buyers.newestHold(newest(1, buyer), item);
    }

    private long made(int sale, String buyer, String key) {
        return state.buyers.madeWith(newest(sale, buyer), text(key));
    }

    /** A buyer's orders, newest first. */
    private List<Long> chain(String buyer) {
        List<Long> chain = new ArrayList<>();
        for (long order = newest(1, buyer); order != NONE; order = state.orders.before(order)) {
            chain.add(order);
        }
        return chain;
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(Limits.BUYER_ID_BYTES);
        bytes.set(text);
        return bytes;
    }

    @Test
    void knowsNothingOfAStranger() {
        take("b1", 1);
        assertThat(newest(1, "b2")).isEqualTo(NONE);
        assertThat(units("b2", 1)).isZero();
        assertThat(hold("b2", 1)).isEqualTo(NONE);
        assertThat(made(1, "b2", "k0")).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BuyerOrders.FEW})
    void tellsSalesBuyersAndKeysApartWhereAllHashesAreEqual(int before) {
        takeAndGiveBack(before, "b1", 1);
        long first = take(1, "b1", "one", 1);
        long elsewhere = take(2, "b1", "one", 1);
        long others = take(1, "b2", "one", 1);
        long second = take(1, "b1", "two", 1);
        assertThat(made(1, "b1", "one")).isEqualTo(first);
        assertThat(made(2, "b1", "one")).isEqualTo(elsewhere);
        assertThat(made(1, "b2", "one")).isEqualTo(others);
        assertThat(made(1, "b1", "two")).isEqualTo(second);
        assertThat(made(2, "b1", "two")).isEqualTo(NONE);
        assertThat(made(2, "b2", "two")).isEqualTo(NONE);
        assertThat(made(1, "b", "1one")).isEqualTo(NONE);
        assertThat(made(1, "b1", "three")).isEqualTo(NONE);
    }

    @Test
    void linksEachBuyersOrdersNewestFirst() {
        List<List<Long>> taken = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 300; i++) {
            taken.get(i % 7 % 3).add(0, take("b" + i % 7 % 3, 1));
        }
        for (int buyer = 0; buyer < 3; buyer++) {
            assertThat(chain("b" + buyer)).isEqualTo(taken.get(buyer));
        }
    }

    @Test
    void keepsBuyersOfOneHashApart() {
        for (int i = 0; i < 300; i++) {
            for (int times = 0; times <= i % 9; times++) {
                take("b" + i, 1);
            }
        }
        for (int i = 0; i < 300; i++) {
            assertThat(units("b" + i, 1)).as("units of b%d", i).isEqualTo(i % 9 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BuyerOrders.FEW - 1, BuyerOrders.FEW})
    void keepsItemsApart(int before) {
        takeAndGiveBack(before, "b1", 1, 2);
        take("b1", 1, 2);
        take("b1", 2);
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(units("b1", 2)).isEqualTo(2);
        assertThat(units("b1", 3)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BuyerOrders.FEW - 1, BuyerOrders.FEW})
    void knowsABuyerAgainWhoGaveEverythingBack(int before) {
        takeAndGiveBack(before, "b1", 1);
        assertThat(units("b1", 1)).isZero();
        assertThat(hold("b1", 1)).isEqualTo(NONE);
        take("b1", 1);
        assertThat(units("b1", 1)).isEqualTo(1);
    }

    /** Before, while and after a buyer becomes a frequent one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 100})
    void namesTheNewestHoldThatIsLeftWhicheverGoes(int before) {
        takeAndGiveBack(before, "b1", 1, 2);
        long first = take("b1", 1);
        long second = take("b1", 2, 1);
        long third = take("b1", 1, 2);
        assertThat(hold("b1", 1)).isEqualTo(third);
        giveBack(second);
        assertThat(hold("b1", 1)).isEqualTo(third);
        assertThat(hold("b1", 2)).isEqualTo(third);
        giveBack(third);
        assertThat(hold("b1", 1)).isEqualTo(first);
        assertThat(hold("b1", 2)).isEqualTo(NONE);
        long fourth = take("b1", 1);
        giveBack(first);
        assertThat(hold("b1", 1)).isEqualTo(fourth);
        giveBack(fourth);
        assertThat(units("b1", 1)).isZero();
        long fifth = take("b1", 1);
        assertThat(hold("b1", 1)).isEqualTo(fifth);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BuyerOrders.FEW})
    void looksPastOrdersThatArePaidFor(int before) {
        takeAndGiveBack(before, "b1", 1);
        long held = take("b1", 1);
        state.orders.status(take("b1", 1), OrderStatus.CONFIRMED);
        assertThat(hold("b1", 1)).isEqualTo(held);
        state.orders.status(held, OrderStatus.CONFIRMED);
        assertThat(hold("b1", 1)).isEqualTo(NONE);
        assertThat(units("b1", 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BuyerOrders.FEW - 1, BuyerOrders.FEW})
    void countsWhatIsTakenAgainButNamesItNoHold(int before) {
        long expired = take("b1", 1, 2);
        giveBack(expired);
        state.orders.status(expired, OrderStatus.EXPIRED);
        takeAndGiveBack(before, "b1", 1);
        state.orders.status(expired, OrderStatus.CONFIRMED);
        state.buyers.takeAgain(expired);
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(units("b1", 2)).isEqualTo(1);
        assertThat(hold("b1", 1)).isEqualTo(NONE);
    }

    /** The trap: whoever walks on from the newest order comes to one that does not exist. */
    @Test
    void walksThroughNoneOfAHundredThousandOrdersThatWereGivenBack() {
        long kept = take(1, "b1", "kept", 1);
        takeAndGiveBack(100_000, "b1", 1);
        long newest = take("b1", 2, 1);
        state.orders.before(newest, state.orders.count() + 1);

        assertThat(made(1, "b1", "kept")).isEqualTo(kept);
        assertThat(made(1, "b1", "k50000")).isEqualTo(50_000);
        assertThat(made(1, "b1", "never")).isEqualTo(NONE);
        assertThat(units("b1", 1)).isEqualTo(2);
        assertThat(hold("b1", 1)).isEqualTo(newest);
        assertThat(take("b1", 1)).isEqualTo(newest + 1);
        assertThat(units("b1", 1)).isEqualTo(3);
    }

    @Test
    void keepsNoPlaceForHoldsThatHaveEnded() {
        takeAndGiveBack(100_000, "b1", 1);
        assertThat(state.buyers.frequent().mostHolds()).isLessThanOrEqualTo(2);
    }

    @Test
    void forgetsAHundredThousandHoldsOfOneBuyerOldestFirst() {
        for (int i = 0; i < 100_000; i++) {
            take("b1", 1);
        }
        for (long order = 0; order < 99_999; order++) {
            giveBack(order);
        }
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(hold("b1", 1)).isEqualTo(99_999);
    }

    @Test
    void keepsNothingMoreOfWhoeverHasFewOrders() {
        for (int i = 0; i < 1_000; i++) {
            for (int times = 0; times < BuyerOrders.FEW; times++) {
                take("b" + i, 1);
            }
        }
        assertThat(state.buyers.frequent().keyCount()).isZero();
        take("b500", 1);
        assertThat(state.buyers.frequent().keyCount()).isEqualTo(BuyerOrders.FEW + 1);
    }
}
