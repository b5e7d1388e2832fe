package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer sees of all own orders of a sale, said once of every inventory. */
abstract class ListOrdersContract {

    ShardAtWork shard;

    abstract Inventory newInventory(ShardCapacity capacity);

    @BeforeEach
    void open() {
        shard = new ShardAtWork(newInventory(InventoryContract.CAPACITY));
        shard.open(sale("demo", 60, item("phone", 999, 999), item("case", 999, 999)));
        shard.open(sale("other", 60, item("phone", 999, 999)));
    }

    @AfterEach
    void close() {
        shard.close();
    }

    long buy(String saleId, String buyer) {
        Outcome taken = shard.buy(saleId, buyer, "k" + shard.inventory.lastSequence(), "phone:1");
        assertThat(taken.accepted()).isTrue();
        return taken.orderNumber;
    }

    List<Long> numbers(String saleId, String buyer) {
        Outcome listed = shard.list(saleId, buyer);
        assertThat(listed.accepted()).isTrue();
        return listed.orders.stream().map(order -> order.orderNumber).toList();
    }

    @Test
    void listsNothingForWhoeverHasNone() {
        buy("demo", "b1");
        assertThat(numbers("demo", "b2")).isEmpty();
        assertThat(numbers("other", "b1")).isEmpty();
    }

    @Test
    void listsTheNewestFirstAndNeverAnothersOrOfAnotherSale() {
        long first = buy("demo", "b1");
        buy("demo", "b2");
        buy("other", "b1");
        long second = buy("demo", "b1");
        buy("demo", "b11");
        assertThat(numbers("demo", "b1")).containsExactly(second, first);
    }

    @Test
    void showsEachOrderAsItNowIsAndAsItIsRead() {
        long cancelled = buy("demo", "b1");
        long paid = buy("demo", "b1");
        long held = buy("demo", "b1");
        shard.cancel(cancelled, "b1");
        shard.wish(new Wish.Confirm(paid, "pay-1", ShardAtWork.PLATFORM));
        shard.wish(new Wish.Extend(held, Wish.Extend.ONE_MORE_HOLD, ShardAtWork.PLATFORM));
        List<Outcome> listed = shard.list("demo", "b1").orders;
        assertThat(listed).extracting(order -> order.status)
                .containsExactly(OrderStatus.HELD, OrderStatus.CONFIRMED, OrderStatus.CANCELLED);
        assertThat(listed).extracting(order -> order.paymentRef).as("no buyer's business").containsOnlyNulls();
        for (Outcome order : listed) {
            assertThat(Said.by(order)).isEqualTo(Said.by(shard.read(order.orderNumber, "b1")));
        }
    }

    @Test
    void listsTheNewestHundredOfWhoeverHasMore() {
        for (int i = 0; i < Limits.ORDERS_LISTED + 30; i++) {
            long taken = buy("demo", "b1");
            if (i % 3 == 0) {
                shard.cancel(taken, "b1");
            }
        }
        assertThat(numbers("demo", "b1"))
                .isEqualTo(LongStream.iterate(129, number -> number - 1).limit(100).boxed().toList());
    }

    @Test
    void listsWhateverBecameOfTheSaleUntilItIsRetired() {
        long taken = buy("demo", "b1");
        shard.cancel(taken, "b1");
        shard.move("demo", Act.CLOSE, "");
        assertThat(numbers("demo", "b1")).containsExactly(taken);
        shard.wish(new Wish.Retire(shard.saleNumber("demo"), Long.MAX_VALUE));
        assertThat(shard.list("demo", "b1").problem).isEqualTo(Problem.UNKNOWN_SALE);
    }

    /** Whoever asked while it was defined anew means what it now is. */
    @Test
    void listsOfASaleThatWasDefinedAnewWhatWasTakenSince() {
        shard.define(sale("anew", 60, item("phone", 9, 9)));
        int before = shard.saleNumber("anew");
        shard.open(sale("anew", 60, item("phone", 10, 9)));
        assertThat(shard.saleNumber("anew")).isNotEqualTo(before);
        assertThat(numbers("anew", "b1")).isEmpty();
        long taken = buy("anew", "b1");
        assertThat(numbers("anew", "b1")).containsExactly(taken);
        assertThat(shard.list(before, "b1").orders).extracting(order -> order.orderNumber).containsExactly(taken);
    }

    @Test
    void recordsNothing() {
        buy("demo", "b1");
        shard.pass(0).list("demo", "b1");
        assertThat(shard.factCount()).isZero();
    }
}
