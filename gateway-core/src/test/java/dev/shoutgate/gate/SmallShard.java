package dev.shoutgate.gate;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.gate.pass.SentPass;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A shard with its ring and its journal, on a disk that the test holds in its hand. One sale, open, of one item. */
final class SmallShard implements AutoCloseable {

    static final int STOCK = 100_000;

    final GatedDisk disk;
    final SaleShard inventory = new SaleShard(0, new ShardCapacity(200_000, 20_000), new HeapItemTable(20_000));
    final JournalWriter journal;
    final CommandRing ring;
    final AdmissionGate gate;
    final AtomicInteger wakes = new AtomicInteger();
    final Sale sale;
    /** By how much the shard's clock is behind what it said at first. */
    volatile long setBackMs;
    private final int stock;
    private final int holdSeconds;

    /** An outcome that says on which thread and when, by the journal's sequence, it was handed over. */
    static final class Answer {

        final Outcome outcome = new Outcome(this::take);
        volatile String thread;
        volatile long durableThen;
        volatile int times;
        JournalWriter journal;

        private void take(Outcome given) {
            durableThen = journal.durableSequence();
            thread = Thread.currentThread().getName();
            times++;
        }

        boolean isThere() {
            return times > 0;
        }
    }

    SmallShard(Path folder, int slots, int reservedSlots) throws IOException {
        this(folder, slots, reservedSlots, new RateLimiter(0, 1));
    }

    SmallShard(Path folder, int slots, int reservedSlots, RateLimiter limiter) throws IOException {
        this(folder, slots, reservedSlots, limiter, STOCK, true);
    }

    SmallShard(Path folder, int slots, int reservedSlots, RateLimiter limiter, int stock, boolean forceEachBatch)
            throws IOException {
        this(folder, slots, reservedSlots, limiter, stock, forceEachBatch, 900);
    }

    SmallShard(Path folder, int slots, int reservedSlots, RateLimiter limiter, int stock, boolean forceEachBatch,
            int holdSeconds) throws IOException {
        this.stock = stock;
        this.holdSeconds = holdSeconds;
        disk = new GatedDisk(folder);
        JournalEnd end = JournalRecovery.recover(disk, 0, 1, inventory);
        journal = JournalWriter.open(disk, 0, JournalWriter.MIN_SEGMENT_BYTES, forceEachBatch, end);
        found();
        sale = inventory.sales().find("demo");
        inventory.handOver();
        journal.handOver();
        ring = new CommandRing(slots, reservedSlots, inventory, journal, () -> System.currentTimeMillis() - setBackMs,
                wakes::incrementAndGet);
        gate = new AdmissionGate(ring, inventory.priorBuyers(), limiter);
        ring.start();
    }

    private void found() {
        FactFrame frame = new FactFrame();
        long nowMs = System.currentTimeMillis();
        frame.reset(1, nowMs);
        inventory.found(11, 22, frame);
        inventory.decide(define("demo", 1), nowMs, frame);
        inventory.decide(move(inventory.sales().find("demo"), Act.OPEN, "open"), nowMs, frame);
        journal.append(frame);
    }

    Command define(String saleId, int items) {
        return define(definition(saleId, items));
    }

    Command define(SaleDefinition definition) {
        return wish(new Wish.Define(definition, operator("define")));
    }

    SaleDefinition definition(String saleId, int items) {
        List<ItemDefinition> all = IntStream.range(0, items).mapToObj(i ->
                new ItemDefinition("sku-" + i, "t".repeat(items == 1 ? 1 : 1_000), 100, stock, 99, true)).toList();
        return new SaleDefinition(saleId, "shop", "A sale", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, holdSeconds, LatePayment.REFUND, all);
    }

    /** The same, with a time at which it opens by itself. */
    static SaleDefinition opening(SaleDefinition same, long opensAtMs) {
        return new SaleDefinition(same.saleId(), same.merchant(), same.title(), same.currency(), opensAtMs,
                same.closesAtMs(), same.holdSeconds(), same.latePayment(), same.items());
    }

    /** An operator gives an order back. */
    Command cancel(Outcome order) {
        return wish(new Wish.Cancel(order.orderNumber, true, operator("")));
    }

    Command move(Sale moved, Act act, String key) {
        return wish(new Wish.Move(moved.number(), act, operator(key)));
    }

    Command audit() {
        return wish(new Wish.Audit(sale.number(), recount -> { }));
    }

    static Operator operator(String key) {
        return new Operator("desk", null, key);
    }

    static Command wish(Wish wish) {
        return Command.of(wish, new Outcome(ignored -> { }));
    }

    Command buy(String buyer, String key, int quantity) {
        Command buy = new Command();
        buy.kind = Command.Kind.BUY;
        buy.saleNumber = sale.number();
        buy.load = sale.load();
        buy.buyer.set(buyer);
        buy.key.set(key);
        buy.buyerHash = inventory.hashing().buyer(buy.buyer);
        buy.keyHash = inventory.hashing().key(sale.number(), buy.buyerHash, buy.key);
        buy.lineCount = 1;
        buy.itemNumbers[0] = sale.item(0).number();
        buy.quantities[0] = quantity;
        return buy;
    }

    Answer answerTo(Command command) {
        Answer answer = new Answer();
        answer.journal = journal;
        command.outcome = answer.outcome;
        return answer;
    }

    /** Publishes a buy of one unit, which must find a slot. */
    Answer press(String buyer) {
        Command buy = buy(buyer, "key-" + buyer, 1);
        Answer answer = answerTo(buy);
        if (!ring.tryPublish(buy)) {
            throw new AssertionError("the ring is full");
        }
        return answer;
    }

    /** Publishes any command, which must find a slot. */
    Answer ask(Command command) {
        Answer answer = answerTo(command);
        if (!ring.tryPublish(command)) {
            throw new AssertionError("the ring is full");
        }
        return answer;
    }

    /** An order as its buyer asks for it. */
    static Command read(long orderNumber, String buyer) {
        Command read = new Command();
        read.kind = Command.Kind.READ_ORDER;
        read.orderNumber = orderNumber;
        read.buyer.set(buyer);
        return read;
    }

    /** All that a buyer has of the sale. */
    Command list(String buyer) {
        Command list = new Command();
        list.kind = Command.Kind.LIST_ORDERS;
        list.saleNumber = sale.number();
        list.buyer.set(buyer);
        list.buyerHash = inventory.hashing().buyer(list.buyer);
        return list;
    }

    /** Orders of the sale as operators list them, which the receiver is given. */
    Command list(Consumer<Wish.OrderSlice> receiver) {
        return wish(new Wish.ListOrders(sale.number(), new Wish.OrderFilter(null, null, null),
                Wish.ListOrders.FROM_THE_FIRST, Limits.ORDERS_TOLD, receiver));
    }

    /** Lets the force of a command fail, and returns its answer, which is in doubt from then on. */
    Answer failAt(Command command) {
        disk.failForces();
        Answer inDoubt = ask(command);
        soon(ring.health()::isFailing);
        return inDoubt;
    }

    /** Lets time pass for the shard, as the gateway's clock does, until a condition holds. */
    void tickUntil(Callable<Boolean> condition) {
        soon(() -> {
            Command tick = new Command();
            tick.kind = Command.Kind.TICK;
            ring.tryPublish(tick);
            return condition.call();
        });
    }

    /** As the frontend does: the gate first. */
    boolean tryEnter(Command buy) {
        SentPass pass = new SentPass();
        pass.clear(buy);
        return gate.tryEnter(buy, sale, new Item[] {sale.item(0)}, pass, System.currentTimeMillis());
    }

    static void awaitAll(List<Answer> answers) {
        soon(() -> answers.stream().allMatch(Answer::isThere));
    }

    static void soon(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(30))
                .until(condition);
    }

    @Override
    public void close() throws IOException {
        disk.open();
        ring.close();
        journal.close();
        inventory.close();
    }
}
