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
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorBuyersTest {

    // 52,428 orders fill a power of two of blocks to the brim, the worst case; 107,374,182 make a filter of two parts.
    @ParameterizedTest
    @ValueSource(longs = {1, 100, 52_428, 107_374_182})
    void missesNobodyAndMistakesFewForSomebodyWhenFull(long capacity) {
        try (PriorBuyers buyers = new PriorBuyers(capacity)) {
            long entered = Math.min(capacity, 2_000_000);
            enter(buyers, entered);
            SplittableRandom random = new SplittableRandom(1);
            assertThat(random.longs(entered).filter(hash -> !buyers.mayHave(hash, 3)).count())
                    .as("buyers entered and missed").isZero();
            double mistaken = mistaken(buyers);
            assertThat(mistaken).as("share of strangers taken for buyers").isLessThan(0.03);
        }
    }

    private static void enter(PriorBuyers buyers, long count) {
        new SplittableRandom(1).longs(count).forEach(hash -> buyers.add(hash, 3));
    }

    private static double mistaken(PriorBuyers buyers) {
        int strangers = 500_000;
        return new SplittableRandom(2).longs(strangers).filter(hash -> buyers.mayHave(hash, 3)).count()
                / (double) strangers;
    }

    @Test
    void spendsAllFourOfItsProbes() {
        try (PriorBuyers buyers = new PriorBuyers(52_428)) {
            enter(buyers, 52_428);
            // 10 bits an order and 4 probes come to 1.5 % in blocks of 512 bits; 3 probes, or a lame fourth, to 1.8 %.
            assertThat(mistaken(buyers)).isLessThan(0.0165);
        }
    }

    @Test
    void knowsABuyerInTheSaleOfTheOrderOnly() {
        try (PriorBuyers buyers = new PriorBuyers(1_000)) {
            buyers.add(77, 1);
            assertThat(buyers.mayHave(77, 1)).isTrue();
            assertThat(buyers.mayHave(77, 2)).isFalse();
            assertThat(buyers.mayHave(78, 1)).isFalse();
        }
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

    /** Waits for one item after the other to sell out, and counts the buyers who then are in the filter. */
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
