package dev.shoutgate.inventory;

import dev.shoutgate.inventory.twin.TwinShard;

/** Of its twin. */
class TwinTimedItemsTest extends TimedItemsContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new TwinShard(0, capacity);
    }
}
