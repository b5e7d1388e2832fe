package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardMapTest {

    /** Written down, because a sale that moved to another shard would lose its journal. */
    @ParameterizedTest
    @CsvSource({"demo, 0, 1, 34", "friday-night, 0, 1, 10", "a.b:c-d_e, 0, 1, 58", "x, 1, 0, 19"})
    void findsASaleWhereItHasAlwaysBeen(String saleId, int of2, int of3, int of64) {
        assertThat(map(2).ofSale(saleId).shard()).isEqualTo(of2);
        assertThat(map(3).ofSale(saleId).shard()).isEqualTo(of3);
        assertThat(map(64).ofSale(saleId).shard()).isEqualTo(of64);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void spreadsSalesOverAllShards(int shards) {
        Map<Integer, Integer> sales = new HashMap<>();
        ShardMap map = map(shards);
        for (int i = 0; i < 200 * shards; i++) {
            sales.merge(map.ofSale("sale-" + i).shard(), 1, Integer::sum);
        }

        assertThat(sales).hasSize(shards);
        assertThat(sales.values()).allMatch(count -> count > 100 && count < 320);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "主播", "\u0000", "a b/c"})
    void findsAShardForWhateverIsAsked(String saleId) {
        assertThat(map(5).ofSale(saleId).shard()).isBetween(0, 4);
    }

    @Test
    void findsTheShardThatAnOrderNames() {
        for (int shard = 0; shard < 64; shard++) {
            assertThat(map(64).ofOrder(orderId(shard)).shard()).isEqualTo(shard);
        }
    }

    @Test
    void findsNoneForAnOrderOfAShardThatIsNotThereAndForWhatIsNoOrder() {
        assertThat(map(2).ofOrder(orderId(2))).isNull();
        assertThat(map(2).ofOrder(orderId(1023))).isNull();
        assertThat(map(2).ofOrder("")).isNull();
        assertThat(map(2).ofOrder("short")).isNull();
        assertThat(map(2).ofOrder("UUUUUUUUUUUUUUUU")).isNull();
        assertThat(map(2).ofOrder("主".repeat(16))).isNull();
    }

    private static String orderId(int shard) {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(shard, 123, 456, id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static ShardMap map(int shards) {
        List<ShardGate> gates = IntStream.range(0, shards).mapToObj(i -> new ShardGate(i, null, null, null, null)).toList();
        return new ShardMap(gates);
    }
}
