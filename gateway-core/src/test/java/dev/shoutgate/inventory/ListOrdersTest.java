package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import org.junit.jupiter.api.Test;

/** Of the shard that serves. */
class ListOrdersTest extends ListOrdersContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new SaleShard(0, new ShardCapacity(1_000_000, capacity.items()), new HeapItemTable(capacity.items()));
    }

    /** The trap: whoever walks on from the newest of those orders comes to one that does not exist. */
    @Test
    void decidesThePressOfABuyerWithAHundredThousandOrdersWithoutWalkingThroughThem() {
        shard.open(sale("busy", 60, item("phone", 999, 2)));
        Outcome first = shard.buy("busy", "b1", "first", "phone:1");
        for (int i = 0; i < 100_000; i++) {
            shard.pass(0).cancel(shard.buy("busy", "b1", "k" + i, "phone:1").orderNumber, "b1");
        }
        OrderLedger orders = ((SaleShard) shard.inventory).state().orders;
        orders.before(orders.count() - 1, orders.count() + 1);

        assertThat(shard.buy("busy", "b1", "first", "phone:1").orderId).isEqualTo(first.orderId);
        assertThat(shard.buy("busy", "b1", "k7", "phone:2").problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(shard.buy("busy", "b1", "second", "phone:1").accepted()).isTrue();
        Outcome third = shard.buy("busy", "b1", "third", "phone:1");
        assertThat(third.problem).isEqualTo(Problem.LIMIT_REACHED);
        assertThat(third.bought).isEqualTo(2);
        assertThat(third.orderNumber).as("the newest hold").isEqualTo(orders.count() - 1);
        assertThat(shard.cancel(first.orderNumber, "b1").accepted()).isTrue();
    }
}
