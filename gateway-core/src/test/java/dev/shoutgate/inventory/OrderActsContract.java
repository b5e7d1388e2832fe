package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.START_MS;
import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.Wish.Units;
import dev.shoutgate.journal.fact.HoldExtendedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do to a part of an order, and to how long it is held, said once of every inventory. */
abstract class OrderActsContract {

    private ShardAtWork shard;

    abstract Inventory newInventory(ShardCapacity capacity);

    @BeforeEach
    void open() {
        shard = new ShardAtWork(newInventory(InventoryContract.CAPACITY));
        shard.open(sale("demo", 60, item("phone", 9, 3), item("case", 9, 3)));
    }

    @AfterEach
    void close() {
        shard.close();
    }

    private void sell(String... lines) {
        shard.buy("demo", "b1", "k" + shard.inventory.lastSequence(), lines);
        shard.wish(new Wish.Confirm(0, "pay-1", ShardAtWork.PLATFORM));
        shard.pass(0);
    }

    private Outcome refund(String key, boolean restock, Units... items) {
        return shard.wish(new Wish.Refund(0, List.of(items), restock, new Operator("desk", null, key)));
    }

    private Outcome extend(long order, int seconds, String key) {
        return shard.wish(new Wish.Extend(order, seconds, new Operator("desk", null, key)));
    }

    @Test
    void givesBackAPartAndKeepsTheRestSold() {
        sell("phone:2", "case:1");
        Outcome order = refund("r1", true, new Units("phone", 1));
        assertThat(order.status).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.refunded).startsWith(1, 0);
        assertThat(order.total()).as("what was ordered").isEqualTo(3 * 199_900L);
        assertThat(shard.templates()).containsExactly(OrderPartlyRefundedDecoder.TEMPLATE_ID);
        assertThat(shard.audit("demo")).extracting(ItemCount::sold).containsExactly(1L, 1L);
        assertThat(shard.audit("demo")).allMatch(ItemCount::isRight);
        assertThat(shard.count("demo", "phone").available()).isEqualTo(8);
    }

    /** However few of them are meant: who presses Buy waits for one turn of it. */
    @Test
    void looksAtAndTellsNoMoreOrdersThanOneTurnPermits() {
        shard.open(sale("crowd", 60, item("phone", 9_999, 9_999)));
        for (int i = 0; i < Limits.ORDERS_LOOKED_AT + 1; i++) {
            shard.buy("crowd", "b" + i % 2, "k" + i, "phone:1");
        }
        Wish.OrderSlice none = list(null, "nowhere", Wish.ListOrders.FROM_THE_FIRST);
        assertThat(none.orders()).isEmpty();
        assertThat(none.last()).isEqualTo(Limits.ORDERS_LOOKED_AT - 1);
        assertThat(none.ended()).isFalse();
        assertThat(list(null, "nowhere", none.last())).isEqualTo(
                new Wish.OrderSlice(List.of(), Limits.ORDERS_LOOKED_AT, true));
        assertThat(list("nobody", "host-42", 7)).as("found at once").isEqualTo(new Wish.OrderSlice(List.of(), 7, true));
        Wish.OrderSlice some = list("b1", "host-42", Wish.ListOrders.FROM_THE_FIRST);
        assertThat(some.orders()).hasSize(Limits.ORDERS_TOLD);
        assertThat(some.last()).isEqualTo(2L * Limits.ORDERS_TOLD - 1);
    }

    @Test
    void listsAllOrdersOfABuyerWhoHasMoreThanOneTurnPermits() {
        shard.open(sale("crowd", 60, item("phone", 9_999, 9_999)));
        List<Long> bots = new ArrayList<>();
        for (int i = 0; i < Limits.ORDERS_LOOKED_AT + 100; i++) {
            String buyer = i % 20 == 0 ? "b1" : "bot";
            Outcome order = shard.buy("crowd", buyer, "k" + i, "phone:1");
            if (buyer.equals("bot")) {
                bots.add(order.orderNumber);
            }
        }
        List<Long> listed = new ArrayList<>();
        Wish.OrderSlice slice;
        long after = Wish.ListOrders.FROM_THE_FIRST;
        do {
            slice = list("bot", "host-42", after);
            slice.orders().forEach(order -> listed.add(order.orderNumber));
            after = slice.last();
        } while (!slice.ended());
        assertThat(listed).isEqualTo(bots);
    }

    private Wish.OrderSlice list(String buyer, String channel, long after) {
        List<Wish.OrderSlice> told = new ArrayList<>();
        shard.wish(new Wish.ListOrders(shard.saleNumber("crowd"), new Wish.OrderFilter(null, text(buyer), text(channel)),
                after, Limits.ORDERS_TOLD, told::add));
        return told.get(0);
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(64);
        return text != null && bytes.set(text) ? bytes : null;
    }

    @Test
    void isRefundedOnceNothingIsLeft() {
        sell("phone:2", "case:1");
        refund("r1", true, new Units("phone", 1));
        refund("r2", true, new Units("case", 1));
        shard.pass(0);
        Outcome order = refund("r3", true, new Units("phone", 1));
        assertThat(order.status).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order.refunded).startsWith(2, 1);
        assertThat(shard.templates()).containsExactly(OrderRefundedDecoder.TEMPLATE_ID);
        assertThat(shard.audit("demo")).extracting(ItemCount::sold).containsExactly(0L, 0L);
        shard.pass(0);
        assertThat(refund("r3", true, new Units("phone", 1)).replayed).isTrue();
        assertThat(refund("r4", true, new Units("phone", 1)).problem).isEqualTo(Problem.ORDER_NOT_CONFIRMED);
        assertThat(refund("r4", true).status).as("as a whole").isEqualTo(OrderStatus.REFUNDED);
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void givesBackTheRestWhereTheWholeOrderIsAskedFor() {
        sell("phone:3");
        refund("r1", false, new Units("phone", 1));
        assertThat(shard.count("demo", "phone").total()).isEqualTo(8);
        assertThat(refund("r2", true).status).isEqualTo(OrderStatus.REFUNDED);
        assertThat(shard.count("demo", "phone")).isEqualTo(new ItemCount("phone", 8, 8, 0, 0, 0, 0));
    }

    @Test
    void givesBackOnceHoweverOftenItIsSent() {
        sell("phone:3");
        refund("r1", true, new Units("phone", 1));
        shard.pass(0);
        assertThat(refund("r1", true, new Units("phone", 1)).replayed).isTrue();
        assertThat(refund("r1", true, new Units("phone", 2)).problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(refund("r1", false, new Units("phone", 1)).problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(refund("r1", true, new Units("phone", 1), new Units("x", 1)).problem)
                .isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(refund("r1", true).problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(shard.factCount()).isZero();
        assertThat(shard.count("demo", "phone").sold()).isEqualTo(2);
    }

    @Test
    void refusesMoreThanIsLeftAndWhatTheOrderHasNot() {
        sell("phone:2");
        refund("r1", true, new Units("phone", 1));
        shard.pass(0);
        Outcome refused = refund("r2", true, new Units("case", 1), new Units("phone", 2));
        assertThat(refused.problem).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(refused.errors).extracting(Outcome.FieldError::pointer)
                .containsExactly("/items/0/sku", "/items/1/quantity");
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void letsTheBuyerHaveAgainWhatCameBack() {
        sell("phone:3");
        assertThat(shard.buy("demo", "b1", "more", "phone:1").problem).isEqualTo(Problem.LIMIT_REACHED);
        refund("r1", true, new Units("phone", 2));
        assertThat(shard.buy("demo", "b1", "more", "phone:3").bought).isEqualTo(1);
        assertThat(shard.buy("demo", "b1", "more", "phone:2").accepted()).isTrue();
        refund("r2", true, new Units("phone", 1));
        assertThat(shard.buy("demo", "b1", "last", "phone:1").accepted()).as("all of the first came back").isTrue();
        assertThat(shard.buy("demo", "b1", "over", "phone:1").problem).isEqualTo(Problem.LIMIT_REACHED);
    }

    @Test
    void refundsNothingThatIsNotPaid() {
        shard.buy("demo", "b1", "k", "phone:2");
        assertThat(refund("r1", true, new Units("phone", 1)).problem).isEqualTo(Problem.ORDER_NOT_CONFIRMED);
        shard.pass(60_000).tick();
        assertThat(refund("r1", true, new Units("phone", 1)).problem).isEqualTo(Problem.ORDER_EXPIRED);
    }

    @Test
    void orphansAnotherPaymentOfAnOrderThatIsPartlyRefunded() {
        sell("phone:2");
        refund("r1", true, new Units("phone", 1));
        shard.pass(0);
        Outcome second = shard.wish(new Wish.Confirm(0, "pay-2", ShardAtWork.PLATFORM));
        assertThat(second.problem).isEqualTo(Problem.ALREADY_CONFIRMED);
        assertThat(second.orphanedPaymentRef).isEqualTo("pay-2");
        assertThat(shard.factCount()).isEqualTo(1);
    }

    @Test
    void holdsAnOrderOnceMoreAsLongAndNotTwice() {
        shard.buy("demo", "b1", "k", "phone:1");
        shard.pass(50_000);
        Outcome order = extend(0, Wish.Extend.ONE_MORE_HOLD, "e1");
        assertThat(order.expiresAtMs).isEqualTo(START_MS + 120_000);
        assertThat(shard.templates()).containsExactly(HoldExtendedDecoder.TEMPLATE_ID);
        shard.pass(69_999).tick();
        assertThat(extend(0, Wish.Extend.ONE_MORE_HOLD, "e1").replayed).isTrue();
        assertThat(extend(0, 7, "e1").problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(extend(0, Wish.Extend.ONE_MORE_HOLD, "e2").problem).isEqualTo(Problem.ALREADY_EXTENDED);
        assertThat(shard.factCount()).isZero();
        shard.pass(1).tick();
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.EXPIRED);
        assertThat(extend(0, Wish.Extend.ONE_MORE_HOLD, "e2").problem).isEqualTo(Problem.ORDER_NOT_HELD);
        assertThat(extend(0, Wish.Extend.ONE_MORE_HOLD, "e1").replayed).isTrue();
    }

    @Test
    void holdsNoLongerThanOneMoreHold() {
        shard.buy("demo", "b1", "k", "phone:1");
        Outcome refused = extend(0, 61, "e1");
        assertThat(refused.problem).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(refused.errors).extracting(Outcome.FieldError::pointer).containsExactly("/seconds");
        assertThat(extend(0, 60, "e1").expiresAtMs).isEqualTo(START_MS + 120_000);
    }

    @Test
    void endsHoldsInTheOrderOfTheirEndsWhateverWasExtended() {
        for (int i = 0; i < 5; i++) {
            shard.buy("demo", "b" + i, "k", "phone:1");
            shard.pass(1_000);
        }
        // They end after 60, 61, 62, 63 and 64 seconds; from now on 0 after 90, and 3 together with 4.
        extend(0, 30, "e0");
        extend(3, 1, "e3");
        extend(1, 60, "e1");
        shard.wish(new Wish.Confirm(1, "pay", ShardAtWork.PLATFORM));
        shard.pass(57_000).tick();
        assertThat(ended()).containsExactly(2L);
        shard.pass(2_000).tick();
        assertThat(ended()).containsExactly(3L, 4L);
        shard.pass(60_000).tick();
        assertThat(ended()).containsExactly(0L);
        assertThat(shard.read(1, "b1").status).isEqualTo(OrderStatus.CONFIRMED);
    }

    private List<Long> ended() {
        List<Long> orders = new ArrayList<>();
        shard.frame.forEach((sequence, timeMs, buffer, offset, length) -> {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            if (header.templateId() == OrderExpiredDecoder.TEMPLATE_ID) {
                orders.add(new OrderExpiredDecoder().wrapAndApplyHeader(buffer, offset, header).orderNumber());
            }
        });
        return orders;
    }

    @Test
    void letsGoOfNoSaleWhoseExtendedHoldMayStillBePaid() {
        shard.buy("demo", "b1", "k", "phone:1");
        extend(0, 30, "e1");
        shard.move("demo", Act.CLOSE, "");
        shard.pass(60_000).tick();
        shard.pass(0);
        shard.wish(new Wish.Retire(0, Long.MAX_VALUE));
        assertThat(shard.factCount()).isZero();
        shard.pass(30_000).tick();
        shard.pass(0);
        shard.wish(new Wish.Retire(0, Long.MAX_VALUE));
        assertThat(shard.factCount()).isEqualTo(1);
    }
}
