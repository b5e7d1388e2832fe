package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What buyers of one sale were told, key by key, and whether a shard that was born again keeps to it. */
final class ShardLog {

    static final int SHARD = 1;
    private static final int ITEMS = 3;
    private static final int STOCK = 15;
    private static final int BUYERS = 12;
    private static final int KEYS = 5;
    private static final long NOBODYS_ORDER = 999_999;
    private static final Operator DESK = new Operator("desk", null, "");

    /** One key of one buyer, which always asks for one unit of the same item. */
    static final class Key {
        final String buyer;
        final String key;
        final int item;
        /** The order that was promised; null where none was. */
        String orderId;
        long orderNumber;
        /** Whether an order may be there of which nobody was told. */
        boolean inDoubt;
        boolean isCancelled;
        boolean mayBeCancelled;

        Key(int buyer, int key) {
            this.buyer = "buyer-" + buyer;
            this.key = "key-" + key;
            item = (buyer + key) % ITEMS;
        }

        @Override
        public String toString() {
            return buyer + " " + key;
        }
    }

    private final Map<String, Key> keys = new LinkedHashMap<>();

    /** The first facts of a shard: one sale, open. */
    static FactFrame found(SaleShard shard, FactFrame frame, long nowMs) {
        frame.reset(1, nowMs);
        shard.found(11, 22, frame);
        List<ItemDefinition> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new ItemDefinition("sku-" + i, "t", 100, STOCK, 3, true));
        }
        SaleDefinition definition = new SaleDefinition("demo", "shop", "A sale", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, 60, LatePayment.REFUND, items);
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
        return new Asked(key, buy(key, shard, random.nextInt(20) == 0 ? 2 : 1));
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
        return buy;
    }

    /** Null while no order is known. */
    Asked cancelSome(Random random) {
        return ofOrder(Command.Kind.CANCEL, random);
    }

    Asked readSome(Random random) {
        return ofOrder(Command.Kind.READ_ORDER, random);
    }

    /** A question that is answered in any state, and says nothing. */
    Asked readNothing() {
        Command read = new Command();
        read.kind = Command.Kind.READ_ORDER;
        read.orderNumber = NOBODYS_ORDER;
        return new Asked(null, read);
    }

    private Asked ofOrder(Command.Kind kind, Random random) {
        List<Key> known = keys.values().stream().filter(key -> key.orderId != null).toList();
        if (known.isEmpty()) {
            return null;
        }
        Key key = known.get(random.nextInt(known.size()));
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
            default -> hearOfRead(asked.key, outcome);
        }
    }

    private static void hearOfBuy(Asked asked, Outcome outcome) {
        Key key = asked.key;
        if (outcome.unknown) {
            key.inDoubt |= key.orderId == null;
        } else if (outcome.accepted()) {
            promise(key, outcome);
        } else if (key.orderId != null && outcome.problem != Problem.IDEMPOTENCY_KEY_REUSED) {
            throw new AssertionError(key + " has " + key.orderId + " and hears " + outcome.problem);
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

    private static void hearOfRead(Key key, Outcome outcome) {
        if (outcome.accepted()) {
            assertThat(new String(outcome.orderId)).isEqualTo(key.orderId);
            checkStatus(key, outcome.status);
        } else {
            assertThat(outcome.unknown || outcome.problem == Problem.STORAGE_UNAVAILABLE).isTrue();
        }
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
        for (Key key : keys.values()) {
            orders += check(key, shard, nowMs) ? 1 : 0;
        }
        assertThat(shard.orderCount()).as("orders, each with a key that was pressed").isEqualTo(orders);
        List<ItemCount> counts = new ArrayList<>();
        shard.answer(wish(new Wish.Audit(0, recount -> counts.addAll(recount.count()))), nowMs);
        assertThat(counts).hasSize(ITEMS).allMatch(ItemCount::isRight).allMatch(item -> item.total() == STOCK);
    }

    private static boolean check(Key key, SaleShard shard, long nowMs) {
        Outcome outcome = new Outcome(ignored -> { });
        Command buy = buy(key, shard, 1);
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
            checkStatus(key, outcome.status);
            key.isCancelled = outcome.status == OrderStatus.CANCELLED;
            key.mayBeCancelled = key.isCancelled;
        }
        key.inDoubt &= isThere;
        return isThere;
    }

    private static void checkStatus(Key key, OrderStatus status) {
        if (key.isCancelled) {
            assertThat(status).as("%s of %s", key.orderId, key).isEqualTo(OrderStatus.CANCELLED);
        } else if (!key.mayBeCancelled) {
            assertThat(status).as("%s of %s", key.orderId, key).isIn(OrderStatus.HELD, OrderStatus.EXPIRED);
        }
    }
}
