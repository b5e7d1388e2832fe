package dev.shoutgate.inventory;

import dev.shoutgate.inventory.twin.TwinShard;

/** Of its twin. */
class TwinListOrdersTest extends ListOrdersContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new TwinShard(0, capacity);
    }
}
