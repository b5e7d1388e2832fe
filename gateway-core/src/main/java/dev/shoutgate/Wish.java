package dev.shoutgate;

import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.Recount;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an operator, or the housekeeping, asks of a shard: the whole request as one value. The edge has checked all that
 * can be said without the state; the shard decides the rest. A further wish is a record here and a method of a handler,
 * so that whoever decides wishes does not compile before it decides that one too.
 *
 * <p>Threading: immutable; receivers are called on the shard's thread, before the outcome is handed over. Units:
 * quantities in pieces, prices in minor units.
 */
public sealed interface Wish {

    /** Hands itself to the method of its kind. {@code nowMs}: the time of the batch, milliseconds since 1970 UTC. */
    void accept(Handlers handlers, long nowMs, Outcome outcome);

    /** Whether it may change the state, so that it needs a journal that can be written. */
    default boolean records() {
        return true;
    }

    /** Whether it may use the slots of the ring that are kept for payments and operators. */
    default boolean reserved() {
        return true;
    }

    /**
     * Who of the operators asks.
     *
     * @param by       the name of the token
     * @param merchant whose sales alone the token may touch; null for the platform's
     * @param key      the request's key; empty where a call needs none
     */
    record Operator(String by, String merchant, String key) {

        /** Stands for the buyer in what buyers may do too. */
        public static final Operator NONE = new Operator("", "", "");

        /** Whether this operator may see that merchant's sales at all. */
        public boolean mayTouch(String ofMerchant) {
            return merchant == null || merchant.equals(ofMerchant);
        }
    }

    /** Who decides which wishes. */
    record Handlers(SaleHandler ofSales, ItemHandler ofItems, OrderHandler ofOrders) {}

    /** Decides the wishes about a whole sale. */
    interface SaleHandler {

        void define(Define wish, long nowMs, Outcome outcome);

        void move(Move wish, long nowMs, Outcome outcome);

        void change(ChangeSale wish, long nowMs, Outcome outcome);

        void readHistory(ReadHistory wish, Outcome outcome);

        void audit(Audit wish, Outcome outcome);

        void takeSnapshot(Snapshot wish);

        void retire(Retire wish);
    }

    /** Decides the wishes about an item. */
    interface ItemHandler {

        void add(AddItem wish, long nowMs, Outcome outcome);

        void change(ChangeItem wish, long nowMs, Outcome outcome);

        void restock(Restock wish, long nowMs, Outcome outcome);
    }

    /** Decides the wishes about an order. */
    interface OrderHandler {

        void read(ReadOrder wish, Outcome outcome);

        void list(ListOrders wish, Outcome outcome);

        void confirm(Confirm wish, Outcome outcome);

        void cancel(Cancel wish, Outcome outcome);

        void refund(Refund wish, Outcome outcome);

        void extend(Extend wish, Outcome outcome);
    }

    /** A wish that changes nothing. */
    sealed interface Reading extends Wish {

        @Override
        default boolean records() {
            return false;
        }
    }

    /** A wish of an operator about a sale that is there. */
    sealed interface OfSale extends Wish {

        int saleNumber();

        Operator operator();
    }

    /** A wish of an operator about an order. */
    sealed interface OfOrder extends Wish {

        long orderNumber();

        Operator operator();
    }

    /** A sale, new or anew. */
    record Define(SaleDefinition definition, Operator operator) implements Wish {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.define(this, nowMs, outcome);
        }
    }

    /** A sale opens, pauses, resumes (where it is paused, and not otherwise) or closes. */
    record Move(int saleNumber, Act act, Operator operator) implements OfSale {

        public Move {
            if (act.target() == null) {
                throw new IllegalArgumentException("the act \"" + act.word() + "\" moves no sale");
            }
        }

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.move(this, nowMs, outcome);
        }
    }

    /** New terms of a sale. */
    record ChangeSale(int saleNumber, SaleDefinition.Change change, Operator operator) implements OfSale {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.change(this, nowMs, outcome);
        }
    }

    /** One more item. */
    record AddItem(int saleNumber, ItemDefinition item, Operator operator) implements OfSale {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofItems.add(this, nowMs, outcome);
        }
    }

    /** New terms of an item. */
    record ChangeItem(int saleNumber, String sku, ItemDefinition.Change change, Operator operator) implements OfSale {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofItems.change(this, nowMs, outcome);
        }
    }

    /** More units of an item; negative takes unsold ones away. Never 0. */
    record Restock(int saleNumber, String sku, long quantity, Operator operator) implements OfSale {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofItems.restock(this, nowMs, outcome);
        }
    }

    /** What operators, and the clock, did to a sale, oldest first. */
    record ReadHistory(int saleNumber, Consumer<History> receiver) implements Reading {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.readHistory(this, outcome);
        }
    }

    /** A recount of a sale from its orders. */
    record Audit(int saleNumber, Consumer<Recount> receiver) implements Reading {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.audit(this, outcome);
        }
    }

    /** Runs the receiver between two commands, so that it can copy the shard as it stands there. */
    record Snapshot(Runnable receiver) implements Reading {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.takeSnapshot(this);
        }
    }

    /** Lets go of a sale, with its orders, if it was closed by then. Nobody waits for an answer. */
    record Retire(int saleNumber, long closedBeforeMs) implements Wish {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofSales.retire(this);
        }

        @Override
        public boolean reserved() {
            return false;
        }
    }

    /** An order as it now is. */
    record ReadOrder(long orderNumber, Operator operator) implements OfOrder, Reading {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.read(this, outcome);
        }

        @Override
        public boolean reserved() {
            return false;
        }
    }

    /** Which orders are meant; what is null leaves none out. */
    record OrderFilter(OrderStatus status, ByteText buyer, ByteText channel) {}

    /**
     * Orders as they now are, in the order of taking.
     *
     * @param last  the number of the last order that was looked at; where none was, the one to go on behind
     * @param ended whether none is left behind it
     */
    record OrderSlice(List<Outcome> orders, long last, boolean ended) {}

    /**
     * Orders of a sale, as many as one turn of the shard permits; none where it looked at too many others.
     *
     * @param after the number of the order to go on behind
     * @param most  at most {@link Limits#ORDERS_TOLD}
     */
    record ListOrders(int saleNumber, OrderFilter filter, long after, int most, Consumer<OrderSlice> receiver)
            implements Reading {

        public static final long FROM_THE_FIRST = -1;

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.list(this, outcome);
        }

        @Override
        public boolean reserved() {
            return false;
        }
    }

    /** A payment came in: 1 to {@link Limits#PAYMENT_REF_BYTES} visible ASCII characters. */
    record Confirm(long orderNumber, String paymentRef, Operator operator) implements OfOrder {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.confirm(this, outcome);
        }
    }

    /** A hold is given back; {@code restock}: its units are for sale again, otherwise they leave the stock. */
    record Cancel(long orderNumber, boolean restock, Operator operator) implements OfOrder {

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.cancel(this, outcome);
        }
    }

    /** Units of one item of an order. */
    record Units(String sku, int quantity) {}

    /** A confirmed order is undone, or of some items so many units, none twice; {@code restock} as above. */
    record Refund(long orderNumber, List<Units> items, boolean restock, Operator operator) implements OfOrder {

        public Refund {
            items = List.copyOf(items);
        }

        /** All of the order, or what is left of it. */
        public Refund(long orderNumber, boolean restock, Operator operator) {
            this(orderNumber, List.of(), restock, operator);
        }

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.refund(this, outcome);
        }
    }

    /** A hold runs longer by so many seconds, {@link #ONE_MORE_HOLD} for as many as its sale holds. */
    record Extend(long orderNumber, int seconds, Operator operator) implements OfOrder {

        public static final int ONE_MORE_HOLD = 0;

        @Override
        public void accept(Handlers handlers, long nowMs, Outcome outcome) {
            handlers.ofOrders.extend(this, outcome);
        }
    }
}
