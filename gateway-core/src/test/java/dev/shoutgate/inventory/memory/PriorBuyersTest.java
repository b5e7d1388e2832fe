package dev.shoutgate.inventory.memory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardAtWork;
import dev.shoutgate.inventory.ShardCapacity;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriorBuyersTest {

    private static final int MILLION = 1_000_000;

    private final HashIndex index = new HashIndex(number -> false);
    private final PriorBuyers buyers = new PriorBuyers(index);

    @AfterEach
    void close() {
        index.close();
    }

    private void enter(long buyerHash, int saleNumber) {
        index.insert(Hashing.with(buyerHash, saleNumber), index.size());
    }

    @Test
    void knowsABuyerInTheSaleOfTheOrderOnly() {
        enter(77, 1);
        assertThat(buyers.mayHave(77, 1)).isTrue();
        assertThat(buyers.mayHave(77, 2)).isFalse();
        assertThat(buyers.mayHave(78, 1)).isFalse();
    }

    /** Two readers ask, as fast as they can, for buyers who are in already, while the index splits a thousand times. */
    @Test
    void missesNobodyWhileTheIndexGrows() {
        long[] hashes = new SplittableRandom(6).longs(MILLION).toArray();
        AtomicInteger entered = new AtomicInteger();
        List<CompletableFuture<Long>> readers = Stream.of(1L, 2L)
                .map(seed -> CompletableFuture.supplyAsync(() -> missed(hashes, entered, seed))).toList();
        for (int i = 0; i < MILLION; i++) {
            enter(hashes[i], 3);
            entered.setRelease(i + 1);
        }
        assertThat(readers).extracting(CompletableFuture::join).as("buyers entered and missed").containsOnly(0L);
    }

    /** Of buyers of any age, and of the newest, whose bucket has split most lately. */
    private long missed(long[] hashes, AtomicInteger entered, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long missed = 0;
        for (int count = 0; count < MILLION; ) {
            count = entered.getAcquire();
            if (count > 0) {
                missed += buyers.mayHave(hashes[random.nextInt(count)], 3) ? 0 : 1;
                missed += buyers.mayHave(hashes[count - 1], 3) ? 0 : 1;
            }
        }
        return missed;
    }

    @Test
    void whoSeesTheStockGoneSeesTheBuyer() {
        int items = 500;
        int sales = 40;
        SaleShard inventory = new SaleShard(
                3, new ShardCapacity(items * sales, items * sales), new HeapItemTable(items * sales));
        ItemDefinition[] definitions = new ItemDefinition[items];
        for (int i = 0; i < items; i++) {
            definitions[i] = item("sku-" + i, 1, 1);
        }
        AtomicBoolean over = new AtomicBoolean();
        try (ShardAtWork shard = new ShardAtWork(inventory)) {
            for (int s = 0; s < sales; s++) {
                shard.open(sale("sale-" + s, 60, definitions)).pass(0);
            }
            CompletableFuture<Long> seen = CompletableFuture.supplyAsync(() -> readerSees(inventory, sales, over));
            for (int s = 0; s < sales; s++) {
                for (int i = 0; i < items; i++) {
                    shard.buy("sale-" + s, "b" + i, "k", "sku-" + i + ":1");
                }
                shard.pass(0);
            }
            assertThat(seen.join()).as("units that the reader saw go").isEqualTo((long) items * sales);
        } finally {
            over.set(true);
        }
    }

    /** Waits for one item after the other to sell out, and counts the buyers who then are known. */
    private static long readerSees(SaleShard inventory, int sales, AtomicBoolean over) {
        long seen = 0;
        for (int s = 0; s < sales; s++) {
            Sale sale = inventory.sales().find("sale-" + s);
            for (int i = 0; i < sale.itemCount(); i++) {
                ByteText buyer = new ByteText(64);
                buyer.set("b" + i);
                long hash = inventory.hashing().buyer(buyer);
                while (sale.item(i).availableNow() > 0) {
                    if (over.get()) {
                        return seen;
                    }
                    Thread.onSpinWait();
                }
                seen += inventory.priorBuyers().mayHave(hash, sale.number()) ? 1 : 0;
            }
        }
        return seen;
    }
}
