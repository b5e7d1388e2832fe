package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.PLATFORM;
import static dev.shoutgate.inventory.ShardAtWork.START_MS;
import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.Wish;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.FactFrame;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The contract, and what only the serving shard has: its owner, its overdue work, its filter, its prose. */
class SaleShardTest extends InventoryContract {

    @Override
    protected Inventory newInventory(ShardCapacity capacity) {
        return new SaleShard(3, capacity, new HeapItemTable(capacity.items()));
    }

    private SaleShard saleShard() {
        return (SaleShard) shard.inventory;
    }

    @Test
    void tripsOverASecondThread() {
        assertThat(failureInAnotherThread(() -> shard.tick())).isInstanceOf(AssertionError.class);
        assertThat(failureInAnotherThread(() -> saleShard().onFact(2, 0, shard.frame.buffer(), 0, 0)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void obeysTheThreadThatItWasHandedOverTo() {
        saleShard().handOver();
        assertThat(failureInAnotherThread(() -> shard.tick())).isNull();
        saleShard().handOver();
        shard.tick();
    }

    private static Throwable failureInAnotherThread(Runnable act) {
        try {
            CompletableFuture.runAsync(act).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Test
    void saysThatHoldsWereLeftToTheNextTick() {
        shard.open(sale("demo", 1, item("phone", 9_999, 9_999)));
        for (int i = 0; i < Limits.EXPIRIES_PER_TICK + 1; i++) {
            shard.buy("demo", "b1", "k" + i, "phone:1");
        }
        shard.tick();
        assertThat(saleShard().isOverdue()).isFalse();
        shard.pass(1_000).tick();
        assertThat(saleShard().isOverdue()).isTrue();
        shard.pass(0).tick();
        assertThat(saleShard().isOverdue()).isFalse();
    }

    @Test
    void saysThatAFullBatchLeftSomethingToTheNextTick() {
        shard.define(sale("demo", START_MS + 1, SaleDefinition.NEVER, 1, item("phone", 1, 1)));
        shard.pass(1);
        shard.frame.commit(FactFrame.FULL_BYTES);
        shard.tick();
        assertThat(saleShard().isOverdue()).isTrue();
        assertThat(saleShard().sales().find("demo").status()).isEqualTo(SaleStatus.SCHEDULED);
        shard.pass(0).tick();
        assertThat(saleShard().isOverdue()).isFalse();
        assertThat(saleShard().sales().find("demo").status()).isEqualTo(SaleStatus.OPEN);
    }

    @Test
    void growsTheVersionOfASaleWithEveryFactOfIt() {
        shard.open(sale("demo", 60, item("phone", 1, 1))).open(sale("other", 60, item("phone", 1, 1)));
        Sale demo = saleShard().sales().find("demo");
        long opened = demo.version();
        shard.buy("other", "b1", "k", "phone:1");
        assertThat(demo.version()).isEqualTo(opened);
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(demo.version()).isEqualTo(saleShard().lastSequence()).isGreaterThan(opened);
        long taken = demo.version();
        shard.cancel(1, "b1");
        assertThat(demo.version()).isEqualTo(saleShard().lastSequence()).isGreaterThan(taken);
    }

    @Test
    void entersTheBuyerBeforeTheStockChanges() {
        shard.close();
        SaleShard[] watched = new SaleShard[1];
        long[] changes = new long[1];
        HeapItemTable table = new HeapItemTable(20);
        watched[0] = new SaleShard(3, CAPACITY, new WatchedItemTable(table, () -> {
            changes[0]++;
            long buyerHash = shard.hashing.buyer(shard.press("demo", "b1", "k").buyer);
            assertThat(watched[0].priorBuyers().mayHave(buyerHash, 0)).as("known at the change").isTrue();
        }));
        shard = new ShardAtWork(watched[0]);
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        assertThat(shard.buy("demo", "b1", "k", "phone:1").accepted()).isTrue();
        assertThat(changes[0]).isEqualTo(1);
    }

    /** Tells a watcher of each change of the units held, just before it is made. */
    private record WatchedItemTable(HeapItemTable table, Runnable watcher) implements ItemTable {

        @Override
        public ItemValue enter(int itemNumber) {
            ItemValue figures = table.enter(itemNumber);
            return (ItemValue) Proxy.newProxyInstance(ItemValue.class.getClassLoader(),
                    new Class<?>[] {ItemValue.class}, (proxy, method, args) -> {
                        if (method.getName().equals("setHeld")) {
                            watcher.run();
                        }
                        return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, args)
                                : method.invoke(figures, args);
                    });
        }

        @Override
        public void leave(int itemNumber) {
            table.leave(itemNumber);
        }

        @Override
        public int size() {
            return table.size();
        }

        @Override
        public int capacity() {
            return table.capacity();
        }

        @Override
        public void close() {
            table.close();
        }
    }

    @Test
    void keepsOneSaleAndOneHistoryHoweverOftenItWasDefined() throws IOException {
        for (int stock = 1; stock <= 50; stock++) {
            shard.define(sale("demo", 60, item("phone", stock, 1), item("case", stock, 1)));
        }
        int[] records = new int[1];
        try (SnapshotCut cut = saleShard().cut()) {
            SnapshotRecorder.write(cut, frame -> records[0] += frame.count());
        }
        assertThat(records[0]).as("begin, sale, 50 acts, end").isEqualTo(53);
        assertThat(saleShard().itemCount()).isEqualTo(2);
    }

    /** Older versions kept replaced sales in their snapshots, with items, before those that replaced them. */
    @Test
    void readsASnapshotOfAnOlderVersionThatHasReplacedSales() throws IOException {
        shard.define(sale("demo-a", 60, item("phone", 1, 1)));
        shard.define(sale("demo-b", 60, item("phone", 2, 1), item("case", 3, 1)));
        try (SaleShard restored = new SaleShard(3, CAPACITY, new HeapItemTable(20));
                TwinShard twin = new TwinShard(3, CAPACITY); SnapshotCut cut = saleShard().cut()) {
            SnapshotRecorder.write(cut, frame -> {
                for (int i = 0; i < frame.lengthBytes() - 6; i++) {
                    if (frame.buffer().getStringWithoutLengthAscii(i, 6).equals("demo-a")) {
                        frame.buffer().putByte(i + 5, (byte) 'b');
                    }
                }
                frame.forEach(restored.snapshot());
                frame.forEach(twin.snapshot());
            });
            assertThat(restored.sales().find("demo-b").view().items()).hasSize(2);
            assertThat(restored.itemCount()).isEqualTo(2);
            assertThat(restored.sales().isReplaced(0)).isTrue();
            assertThat(restored.stateHash()).isEqualTo(twin.stateHash());
        }
    }

    @Test
    void showsTheLastFiguresOfADefinitionThatWasReplacedToWhoeverHasItInHand() {
        shard.define(sale("demo", 60, item("phone", 7, 3)));
        Item inHand = saleShard().sales().find("demo").item(0);
        shard.define(sale("demo", 60, item("phone", 1, 1)));
        shard.define(sale("other", 60, item("phone", 2, 2)));
        assertThat(inHand.availableNow()).isEqualTo(7);
        assertThat(inHand.view().total()).isEqualTo(7);
        assertThat(inHand.limitNow()).isEqualTo(3);
        assertThat(inHand.isOnNow()).isTrue();
    }

    @Test
    void recountsASaleAsItStoodWhenThatWasAskedFor() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        shard.buy("demo", "b1", "k1", "phone:1");
        shard.buy("demo", "b2", "k2", "phone:2");
        shard.cancel(0, "b1");
        SaleCut cut = new SaleCut(saleShard().sales().find("demo"), saleShard().state());
        shard.buy("demo", "b3", "k3", "phone:4");
        shard.cancel(1, "b2");
        assertThat(cut.count()).containsExactly(new ItemCount("phone", 9, 7, 2, 0, 2, 0));
        assertThat(shard.audit("demo")).containsExactly(new ItemCount("phone", 9, 5, 4, 0, 4, 0));
    }

    @Test
    void tellsOperatorsWhatIsSettledWhileNothingCanBeRecordedAndRefusesTheRest() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        shard.buy("demo", "b1", "k", "phone:1");
        shard.buy("demo", "b2", "k", "phone:1");
        shard.wish(new Wish.Confirm(1, "paid", PLATFORM));
        long before = shard.inventory.stateHash();

        assertThat(answer(new Wish.Confirm(1, "paid", PLATFORM)).paymentRef).isEqualTo("paid");
        assertThat(answer(new Wish.ReadOrder(1, PLATFORM)).paymentRef).isEqualTo("paid");
        assertThat(answer(new Wish.Refund(0, true, PLATFORM)).problem).isEqualTo(Problem.ORDER_NOT_CONFIRMED);
        assertThat(answer(new Wish.Cancel(1, true, PLATFORM)).problem).isEqualTo(Problem.ORDER_NOT_HELD);
        assertThat(List.of(new Wish.Confirm(0, "p", PLATFORM), new Wish.Confirm(1, "other", PLATFORM),
                new Wish.Cancel(0, true, PLATFORM),
                new Wish.Refund(1, true, PLATFORM), new Wish.Restock(0, "phone", 1, PLATFORM),
                new Wish.Move(0, Act.CLOSE, PLATFORM))).allSatisfy(wish ->
                assertThat(answer(wish).problem).isEqualTo(Problem.STORAGE_UNAVAILABLE));
        assertThat(shard.inventory.stateHash()).isEqualTo(before);
    }

    @Test
    void leavesOperatorsUnansweredOrRefusedOfWhatIsInDoubt() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        shard.buy("demo", "b1", "k", "phone:1");
        saleShard().doubt(shard.frame);

        assertThat(List.of(new Wish.Confirm(0, "p", PLATFORM), new Wish.Cancel(0, true, PLATFORM),
                new Wish.Refund(0, true, PLATFORM), new Wish.Restock(0, "phone", 1, PLATFORM))).allSatisfy(wish ->
                assertThat(answer(wish).unknown).isTrue());
        assertThat(List.of(new Wish.ReadOrder(0, PLATFORM), new Wish.ReadHistory(0, acts -> { }),
                new Wish.Audit(0, recount -> { }), new Wish.Snapshot(() -> { }))).allSatisfy(wish ->
                assertThat(answer(wish).problem).isEqualTo(Problem.STORAGE_UNAVAILABLE));
    }

    private Outcome answer(Wish wish) {
        Command command = Command.of(wish, new Outcome(ignored -> { }));
        saleShard().answer(command, shard.nowMs);
        return command.outcome;
    }

    @Test
    void saysInWordsWhatAReusedKeyOfAMoveDid() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.move("demo", Act.PAUSE, "k1");
        assertThat(shard.move("demo", Act.CLOSE, "k1").detail).contains("\"pause\"").contains("\"close\"");
    }

    @Test
    void saysInWordsWhichRoomIsFull() {
        ItemDefinition[] many = new ItemDefinition[21];
        Arrays.setAll(many, i -> item("sku-" + i, 1, 1));
        assertThat(shard.define(sale("demo", 60, many)).detail).contains("room for 20 items").contains("holds 0");
    }

    @Test
    void keepsBuyersWhoseKeyIsTheirIdInDifferentPlaces() {
        Command one = press("b1", "b1");
        Command other = press("b2", "b2");
        assertThat(one.keyHash).isNotEqualTo(other.keyHash);
        assertThat(press("b1", "b2").keyHash).isNotEqualTo(press("b2", "b1").keyHash);
    }

    private Command press(String buyer, String key) {
        Command command = new Command();
        command.buyer.set(buyer);
        command.key.set(key);
        command.buyerHash = shard.hashing.buyer(command.buyer);
        command.keyHash = shard.hashing.key(0, command.buyerHash, command.key);
        return command;
    }

    /** Were one larger, it would not fit in a frame. */
    @Test
    void hasTheLargestDefinitionInOneFactAndInOneRecordOfASnapshot() throws IOException {
        shard.close();
        shard = new ShardAtWork(newInventory(new ShardCapacity(64, Limits.ITEMS_PER_SALE)));
        ItemDefinition[] items = new ItemDefinition[Limits.ITEMS_PER_SALE];
        String title = "字".repeat(Limits.TITLE_BYTES / 3);
        String image = "/" + "i".repeat(Limits.LINK_BYTES - 1);
        Arrays.setAll(items, i -> new ItemDefinition("s".repeat(Limits.ID_BYTES - 4) + (1000 + i), Limits.STOCK_PER_ITEM,
                new Terms(Limits.PRICE_MINOR, 1, true, new Description(title, image, Limits.PRICE_MINOR, 5, START_MS * 2))));
        shard.pass(0);
        assertThat(shard.define(sale("demo", 60, items)).created).isTrue();
        assertThat(shard.frame.lengthBytes()).isLessThan(FactFrame.MAX_FACT_BYTES);
        int[] records = new int[1];
        try (SnapshotCut cut = ((SaleShard) shard.inventory).cut()) {
            SnapshotRecorder.write(cut, frame -> frame.forEach((place, timeMs, buffer, offset, length) -> {
                records[0]++;
                assertThat(length).isLessThan(FactFrame.MAX_FACT_BYTES);
            }));
        }
        assertThat(records[0]).isEqualTo(4);
    }
}
