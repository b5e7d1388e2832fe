package dev.shoutgate.inventory;

class TwinShardTest extends InventoryContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new TwinShard(3, capacity);
    }
}
