package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderKeysTest {

    private static final long ONE_HASH_FOR_ALL = -9;

    private final OrderLedger orders = new OrderLedger();
    private final OrderKeys keys = new OrderKeys(orders);

    @AfterEach
    void close() {
        keys.close();
        orders.close();
    }

    private void take(int sale, String buyer, String key) {
        keys.add(ONE_HASH_FOR_ALL, orders.append(Drafts.of(sale, buyer, key, 1), 1));
    }

    private long find(int sale, String buyer, String key) {
        return keys.find(ONE_HASH_FOR_ALL, sale, text(buyer), text(key));
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(Limits.KEY_BYTES);
        bytes.set(text);
        return bytes;
    }

    @Test
    void tellsSaleBuyerAndKeyApartWhereAllHashesAreEqual() {
        take(1, "b1", "k1");
        take(2, "b1", "k1");
        take(1, "b2", "k1");
        take(1, "b1", "k2");
        assertThat(find(1, "b1", "k1")).isEqualTo(0);
        assertThat(find(2, "b1", "k1")).isEqualTo(1);
        assertThat(find(1, "b2", "k1")).isEqualTo(2);
        assertThat(find(1, "b1", "k2")).isEqualTo(3);
        assertThat(find(2, "b2", "k1")).isEqualTo(OrderKeys.NONE);
        assertThat(find(2, "b1", "k2")).isEqualTo(OrderKeys.NONE);
        assertThat(find(1, "b", "1k1")).isEqualTo(OrderKeys.NONE);
    }

    @Test
    void knowsNoKeyThatMadeNoOrder() {
        assertThat(find(1, "b1", "k1")).isEqualTo(OrderKeys.NONE);
    }
}
