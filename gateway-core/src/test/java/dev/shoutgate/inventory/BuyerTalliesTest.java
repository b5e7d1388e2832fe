package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuyerTalliesTest {

    private static final long ONE_HASH_FOR_ALL = 12_345;

    private final OrderLedger orders = new OrderLedger();
    private final BuyerTallies tallies = new BuyerTallies(orders);

    @AfterEach
    void close() {
        tallies.close();
        orders.close();
    }

    private long take(String buyer, int... items) {
        long number = orders.append(Drafts.of(0, buyer, "k" + orders.count(), items), 1);
        for (int line = 0; line < items.length; line++) {
            tallies.add(ONE_HASH_FOR_ALL, text(buyer), number, line);
        }
        return number;
    }

    private void giveBack(String buyer, long order) {
        orders.status(order, OrderStatus.CANCELLED);
        for (int line = 0; line < orders.lineCount(order); line++) {
            tallies.takeOff(ONE_HASH_FOR_ALL, text(buyer), order, line, orders.quantity(order, line), true);
        }
    }

    private int units(String buyer, int item) {
        return tallies.units(find(buyer, item));
    }

    private long hold(String buyer, int item) {
        return tallies.newestHold(find(buyer, item));
    }

    private long find(String buyer, int item) {
        return tallies.find(ONE_HASH_FOR_ALL, text(buyer), item);
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(Limits.BUYER_ID_BYTES);
        bytes.set(text);
        return bytes;
    }

    @Test
    void countsNothingForAStranger() {
        assertThat(find("b1", 1)).isEqualTo(BuyerTallies.NONE);
        assertThat(units("b1", 1)).isZero();
    }

    @Test
    void keepsBuyersOfOneHashApart() {
        for (int i = 0; i < 300; i++) {
            for (int times = 0; times <= i % 3; times++) {
                take("b" + i, 1);
            }
        }
        for (int i = 0; i < 300; i++) {
            assertThat(units("b" + i, 1)).as("units of b%d", i).isEqualTo(i % 3 + 1);
        }
        assertThat(tallies.count()).isEqualTo(300);
    }

    @Test
    void keepsItemsApart() {
        take("b1", 1, 2);
        take("b1", 2);
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(units("b1", 2)).isEqualTo(2);
        assertThat(units("b1", 3)).isZero();
    }

    @Test
    void knowsABuyerAgainWhoGaveEverythingBack() {
        giveBack("b1", take("b1", 1));
        assertThat(units("b1", 1)).isZero();
        assertThat(find("b1", 1)).isNotEqualTo(BuyerTallies.NONE);
        take("b1", 1);
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(tallies.count()).as("tallies of one buyer and item").isEqualTo(1);
    }

    @Test
    void namesTheNewestHoldThatIsLeftWhicheverGoes() {
        long first = take("b1", 1);
        long second = take("b1", 2, 1);
        long third = take("b1", 1, 2);
        assertThat(hold("b1", 1)).isEqualTo(third);
        giveBack("b1", second);
        assertThat(hold("b1", 1)).isEqualTo(third);
        assertThat(hold("b1", 2)).isEqualTo(third);
        giveBack("b1", third);
        assertThat(hold("b1", 1)).isEqualTo(first);
        long fourth = take("b1", 1);
        giveBack("b1", first);
        assertThat(hold("b1", 1)).isEqualTo(fourth);
        giveBack("b1", fourth);
        assertThat(units("b1", 1)).isZero();
        long fifth = take("b1", 1);
        assertThat(hold("b1", 1)).isEqualTo(fifth);
    }

    @Test
    void leavesNoOrderThatIsGoneInTheWay() {
        long first = take("b1", 1);
        long second = take("b1", 1);
        long third = take("b1", 1);
        giveBack("b1", second);
        // Else a buyer who takes and gives back all day would make each refusal walk through all of it.
        assertThat(orders.earlier(third, 0)).isEqualTo(first);
        assertThat(orders.later(first, 0)).isEqualTo(third);
        giveBack("b1", first);
        assertThat(orders.earlier(third, 0)).isEqualTo(OrderLedger.NONE);
    }

    @Test
    void looksPastOrdersThatArePaidFor() {
        long held = take("b1", 1);
        orders.status(take("b1", 1), OrderStatus.CONFIRMED);
        assertThat(hold("b1", 1)).isEqualTo(held);
        orders.status(held, OrderStatus.CONFIRMED);
        assertThat(hold("b1", 1)).isEqualTo(OrderLedger.NONE);
    }

    @Test
    void forgetsAHundredThousandHoldsOfOneBuyerOldestFirst() {
        for (int i = 0; i < 100_000; i++) {
            take("b1", 1);
        }
        // In no time each: a walk from the newest would take 5 billion steps.
        for (long order = 0; order < 99_999; order++) {
            giveBack("b1", order);
        }
        assertThat(units("b1", 1)).isEqualTo(1);
        assertThat(hold("b1", 1)).isEqualTo(99_999);
    }
}
