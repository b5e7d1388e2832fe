package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTableTest {

    private static SkuTable table(String... skus) {
        HeapItemTable figures = new HeapItemTable(skus.length);
        return new SkuTable(Arrays.stream(skus)
                .map(sku -> new Item(figures.size(), 0, item(sku, 1, 1), figures.enter(figures.size())))
                .toArray(Item[]::new));
    }

    /** Looks a SKU up in the midst of other bytes, as it stands in a request. */
    private static Item find(SkuTable table, String sku) {
        byte[] text = ("{\"" + sku + "\"}").getBytes(StandardCharsets.US_ASCII);
        return table.find(text, 2, text.length - 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 499, Limits.ITEMS_PER_SALE})
    void findsEverySkuOfASaleAndNoOther(int count) {
        String[] skus = new String[count];
        Arrays.setAll(skus, i -> "sku-" + i);
        SkuTable table = table(skus);
        for (String sku : skus) {
            assertThat(find(table, sku).definition().sku()).isEqualTo(sku);
        }
        assertThat(find(table, "sku-" + count)).isNull();
    }

    @Test
    void tellsSkusOfOneHashApart() {
        // "Aa" and "BB" are the classic pair of equal sums; strung together they make as many as are wanted.
        SkuTable table = table("AaAa", "AaBB", "BBAa");
        assertThat(find(table, "AaAa").number()).isZero();
        assertThat(find(table, "AaBB").number()).isEqualTo(1);
        assertThat(find(table, "BBAa").number()).isEqualTo(2);
        assertThat(find(table, "BBBB")).isNull();
    }

    @Test
    void tellsAPrefixAndAnotherCaseFromASku() {
        SkuTable table = table("phone");
        assertThat(find(table, "phon")).isNull();
        assertThat(find(table, "phones")).isNull();
        assertThat(find(table, "Phone")).isNull();
        assertThat(find(table, "")).isNull();
    }
}
