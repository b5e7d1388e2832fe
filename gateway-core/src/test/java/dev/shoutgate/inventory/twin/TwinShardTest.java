package dev.shoutgate.inventory.twin;

import dev.shoutgate.inventory.Inventory;
import dev.shoutgate.inventory.InventoryContract;
import dev.shoutgate.inventory.ShardCapacity;

class TwinShardTest extends InventoryContract {

    @Override
    protected Inventory newInventory(ShardCapacity capacity) {
        return new TwinShard(3, capacity);
    }
}
