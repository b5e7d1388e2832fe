package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassRule;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.inventory.twin.TwinShard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What buyers of one sale were told, key by key, and whether a shard that was born again keeps to it. */
final class ShardLog {

    static final int SHARD = 1;
    private static final int ITEMS = 3;
    private static final int STOCK = 15;
    private static final int BUYERS = 12;
    private static final int KEYS = 5;
    private static final int HOLD_SECONDS = 60;
    private static final long NOBODYS_ORDER = 999_999;
    private static final Operator DESK = new Operator("desk", null, "");

    /** One key of one buyer, which always asks for as many units of the same item. */
    static final class Key {
        final String buyer;
        final String key;
        final int item;
        final int quantity;
        /** Of the pass that it comes with, which it shares with another key. */
        final long pass;
        /** The order that was promised; null where none was. */
        String orderId;
        long orderNumber;
        /** Whether an order may be there of which nobody was told. */
        boolean inDoubt;
        boolean isCancelled;
        boolean mayBeCancelled;
        boolean isConfirmed;
        boolean mayBeConfirmed;
        boolean isExtended;
        boolean mayBeExtended;
        boolean isPartlyRefunded;
        boolean mayBePartlyRefunded;

        Key(int buyer, int key) {
            this.buyer = "buyer-" + buyer;
            this.key = "key-" + key;
            item = (buyer + key) % ITEMS;
            quantity = 1 + key % 2;
            pass = 1 + key / 2;
        }

        boolean hasPassOf(Key other) {
            return buyer.equals(other.buyer) && pass == other.pass;
        }

        @Override
        public String toString() {
            return buyer + " " + key;
        }
    }

    private final Map<String, Key> keys = new LinkedHashMap<>();

    /** The first facts of a shard: one sale, open. */
    /** A sale whose first item appears and goes by the clock. */
    static FactFrame found(SaleShard shard, FactFrame frame, long nowMs) {
        frame.reset(1, nowMs);
        shard.found(11, 22, frame);
        List<ItemDefinition> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new ItemDefinition("sku-" + i, "t", 100, STOCK, 3, i > 0));
        }
        items.set(0, items.get(0).with(new Description("t", "", Description.NO_LIST_PRICE, nowMs + 5_000,
                nowMs + 60_000)));
        SaleDefinition definition = new SaleDefinition("demo", "shop", "A sale", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, HOLD_SECONDS, LatePayment.REFUND, items).with(PassRule.required(0, 0));
        shard.decide(wish(new Wish.Define(definition, DESK)), nowMs, frame);
        shard.decide(wish(new Wish.Move(0, Act.OPEN, DESK)), nowMs, frame);
        return frame;
    }

    private static Command wish(Wish wish) {
        return Command.of(wish, new Outcome(ignored -> { }));
    }

    Asked buySome(Random random, SaleShard shard) {
        int buyer = random.nextInt(BUYERS);
        int number = random.nextInt(KEYS);
        Key key = keys.computeIfAbsent(buyer + " " + number, unseen -> new Key(buyer, number));
        return new Asked(key, buy(key, shard, random.nextInt(20) == 0 ? 3 - key.quantity : key.quantity));
    }

    private static Command buy(Key key, SaleShard shard, int quantity) {
        Command buy = new Command();
        buy.kind = Command.Kind.BUY;
        buy.buyer.set(key.buyer);
        buy.key.set(key.key);
        buy.buyerHash = shard.hashing().buyer(buy.buyer);
        buy.keyHash = shard.hashing().key(0, buy.buyerHash, buy.key);
        buy.lineCount = 1;
        buy.itemNumbers[0] = key.item;
        buy.quantities[0] = quantity;
        buy.passNumber = key.pass;
        return buy;
    }

    /** Null while no order is known. */
    Asked cancelSome(Random random) {
        return ofOrder(Command.Kind.CANCEL, random);
    }

    Asked readSome(Random random) {
        return ofOrder(Command.Kind.READ_ORDER, random);
    }

    /** All orders of a buyer who has one; null likewise. */
    Asked listSome(Random random, SaleShard shard) {
        Key key = known(random);
        if (key == null) {
            return null;
        }
        Command list = new Command();
        list.kind = Command.Kind.LIST_ORDERS;
        list.buyer.set(key.buyer);
        list.buyerHash = shard.hashing().buyer(list.buyer);
        return new Asked(key, list);
    }

    /** A question that is answered in any state, and says nothing. */
    Asked readNothing() {
        Command read = new Command();
        read.kind = Command.Kind.READ_ORDER;
        read.orderNumber = NOBODYS_ORDER;
        return new Asked(null, read);
    }

    /** One of the acts of operators on an order, which has its own key for each order; null likewise. */
    Asked actOnSome(Random random) {
        Key key = known(random);
        if (key == null) {
            return null;
        }
        Operator desk = new Operator("desk", null, key.toString().replace(' ', '-'));
        return new Asked(key, wish(switch (random.nextInt(3)) {
            case 0 -> new Wish.Extend(key.orderNumber, Wish.Extend.ONE_MORE_HOLD, desk);
            case 1 -> new Wish.Confirm(key.orderNumber, "pay", desk);
            default -> new Wish.Refund(key.orderNumber, List.of(new Wish.Units("sku-" + key.item, 1)), true, desk);
        }));
    }

    private Key known(Random random) {
        List<Key> known = keys.values().stream().filter(key -> key.orderId != null).toList();
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    private Asked ofOrder(Command.Kind kind, Random random) {
        Key key = known(random);
        if (key == null) {
            return null;
        }
        Command command = new Command();
        command.kind = kind;
        command.orderNumber = key.orderNumber;
        command.buyer.set(key.buyer);
        return new Asked(key, command);
    }

    /** Takes down an answer. They come in the order in which they were asked for. */
    void hear(Asked asked) {
        Outcome outcome = asked.outcome();
        switch (asked.kind()) {
            case BUY -> hearOfBuy(asked, outcome);
            case CANCEL -> hearOfCancel(asked.key, outcome);
            case LIST_ORDERS -> hearOfList(asked.key, outcome);
            case WISH -> hearOfAct(asked.key, asked.wish(), outcome);
            default -> hearOfRead(asked.key, outcome);
        }
    }

    private void hearOfBuy(Asked asked, Outcome outcome) {
        Key key = asked.key;
        if (outcome.unknown) {
            key.inDoubt |= key.orderId == null;
        } else if (outcome.accepted()) {
            promise(key, outcome);
        } else if (key.orderId != null && outcome.problem != Problem.IDEMPOTENCY_KEY_REUSED) {
            throw new AssertionError(key + " has " + key.orderId + " and hears " + outcome.problem);
        } else if (outcome.problem == Problem.NOT_ELIGIBLE) {
            assertThat(keys.values()).as("what used the pass of %s", key).anyMatch(other -> other != key
                    && other.hasPassOf(key) && (other.orderId != null || other.inDoubt));
        }
    }

    private static void promise(Key key, Outcome outcome) {
        String orderId = new String(outcome.orderId);
        if (key.orderId != null) {
            assertThat(orderId).as("the one order of %s", key).isEqualTo(key.orderId);
            assertThat(outcome.replayed).as("%s replayed", key).isTrue();
        }
        key.orderId = orderId;
        key.orderNumber = outcome.orderNumber;
        key.inDoubt = false;
    }

    private static void hearOfCancel(Key key, Outcome outcome) {
        key.isCancelled |= outcome.accepted();
        key.mayBeCancelled |= outcome.accepted() || outcome.unknown;
    }

    private static void hearOfAct(Key key, Wish wish, Outcome outcome) {
        boolean is = outcome.accepted();
        boolean may = is || outcome.unknown;
        if (wish instanceof Wish.Extend) {
            key.isExtended |= is;
            key.mayBeExtended |= may;
        } else if (wish instanceof Wish.Confirm) {
            key.isConfirmed |= is;
            key.mayBeConfirmed |= may;
        } else {
            key.isPartlyRefunded |= is;
            key.mayBePartlyRefunded |= may;
        }
    }

    private static void hearOfRead(Key key, Outcome outcome) {
        if (outcome.accepted()) {
            assertThat(new String(outcome.orderId)).isEqualTo(key.orderId);
            checkStatus(key, outcome);
        } else {
            assertThat(outcome.unknown || outcome.problem == Problem.STORAGE_UNAVAILABLE).isTrue();
        }
    }

    /** All that was promised is listed, newest first, and nothing else but what may be there unknown to the buyer. */
    private void hearOfList(Key asker, Outcome outcome) {
        if (!outcome.accepted()) {
            assertThat(outcome.unknown || outcome.problem == Problem.STORAGE_UNAVAILABLE).isTrue();
            return;
        }
        Map<String, Outcome> listed = new LinkedHashMap<>();
        long newer = Long.MAX_VALUE;
        for (Outcome order : outcome.orders) {
            assertThat(order.orderNumber).as("the one before %d", newer).isLessThan(newer);
            newer = order.orderNumber;
            listed.put(new String(order.orderId), order);
        }
        int inDoubt = 0;
        for (Key key : keys.values()) {
            if (key.buyer.equals(asker.buyer) && key.orderId != null) {
                assertThat(listed).as("orders of %s", key.buyer).containsKey(key.orderId);
                checkStatus(key, listed.remove(key.orderId));
            } else if (key.buyer.equals(asker.buyer)) {
                inDoubt += key.inDoubt ? 1 : 0;
            }
        }
        assertThat(listed).as("orders that nobody was told of").hasSizeLessThanOrEqualTo(inDoubt);
    }

    /** Replays the journal into the shard, and into its twin: they must be of one mind. */
    JournalEnd recover(JournalDisk disk, SaleShard shard) throws IOException {
        long[] lastMs = {0};
        try (TwinShard twin = new TwinShard(SHARD, new ShardCapacity(1_000, 10))) {
            JournalEnd end = JournalRecovery.recover(disk, SHARD, 1, (sequence, timeMs, buffer, at, length) -> {
                assertThat(timeMs).as("time of fact %d", sequence).isGreaterThanOrEqualTo(lastMs[0]);
                lastMs[0] = timeMs;
                shard.onFact(sequence, timeMs, buffer, at, length);
                twin.onFact(sequence, timeMs, buffer, at, length);
            });
            if (end.lastSequence() > 0) {
                assertThat(shard.stateHash()).as("the twin's state").isEqualTo(twin.stateHash());
            }
            return end;
        }
    }

    /** Holds a shard that has replayed its journal, and decided nothing yet, to all that was said. */
    void check(SaleShard shard, long nowMs) {
        int orders = 0;
        Set<String> passes = new HashSet<>();
        for (Key key : keys.values()) {
            if (check(key, shard, nowMs)) {
                orders++;
                assertThat(passes.add(key.buyer + " " + key.pass)).as("%s has a pass of its own", key).isTrue();
            }
        }
        assertThat(shard.orderCount()).as("orders, each with a key that was pressed").isEqualTo(orders);
        List<ItemCount> counts = new ArrayList<>();
        shard.answer(wish(new Wish.Audit(0, recount -> counts.addAll(recount.count()))), nowMs);
        assertThat(counts).hasSize(ITEMS).allMatch(ItemCount::isRight).allMatch(item -> item.total() == STOCK);
    }

    private static boolean check(Key key, SaleShard shard, long nowMs) {
        Outcome outcome = new Outcome(ignored -> { });
        Command buy = buy(key, shard, key.quantity);
        buy.outcome = outcome;
        shard.answer(buy, nowMs);
        // The order in doubt may have been one of two units: then the key belongs to that other wish.
        boolean isThere = outcome.replayed || outcome.problem == Problem.IDEMPOTENCY_KEY_REUSED;
        if (key.orderId != null) {
            assertThat(isThere).as("%s was promised %s", key, key.orderId).isTrue();
        } else if (!key.inDoubt) {
            assertThat(isThere).as("%s was refused, and is recorded", key).isFalse();
        }
        if (outcome.replayed) {
            promise(key, outcome);
            checkStatus(key, outcome);
            key.isConfirmed = outcome.status == OrderStatus.CONFIRMED || outcome.status == OrderStatus.REFUNDED;
            key.mayBeConfirmed = key.isConfirmed;
            key.isExtended = isExtended(outcome);
            key.mayBeExtended = key.isExtended;
            key.isPartlyRefunded = outcome.refunded[0] == 1;
            key.mayBePartlyRefunded = key.isPartlyRefunded;
            key.isCancelled = outcome.status == OrderStatus.CANCELLED;
            key.mayBeCancelled = key.isCancelled;
        }
        key.inDoubt &= isThere;
        return isThere;
    }

    private static boolean isExtended(Outcome outcome) {
        return outcome.expiresAtMs - outcome.createdAtMs == 2 * HOLD_SECONDS * 1000L;
    }

    private static void checkStatus(Key key, Outcome outcome) {
        Set<OrderStatus> may = EnumSet.noneOf(OrderStatus.class);
        if (key.isCancelled) {
            may.add(OrderStatus.CANCELLED);
        } else if (key.isConfirmed) {
            may.add(OrderStatus.CONFIRMED);
        } else {
            may.addAll(Set.of(OrderStatus.HELD, OrderStatus.EXPIRED));
            if (key.mayBeCancelled) {
                may.add(OrderStatus.CANCELLED);
            }
            if (key.mayBeConfirmed) {
                may.add(OrderStatus.CONFIRMED);
            }
        }
        if (outcome.quantities[0] == 1 && may.contains(OrderStatus.CONFIRMED) && key.mayBePartlyRefunded) {
            may.add(OrderStatus.REFUNDED);
        }
        assertThat(outcome.status).as("%s of %s", key.orderId, key).isIn(may);
        checkIs("extended", key, isExtended(outcome), key.isExtended, key.mayBeExtended);
        checkIs("refunded", key, outcome.refunded[0] == 1, key.isPartlyRefunded, key.mayBePartlyRefunded);
    }

    private static void checkIs(String what, Key key, boolean is, boolean must, boolean may) {
        assertThat(is).as("%s of %s %s", key.orderId, key, what).isIn(must, may);
    }
}
