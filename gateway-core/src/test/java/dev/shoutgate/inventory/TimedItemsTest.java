package dev.shoutgate.inventory;

/** Of the shard. */
class TimedItemsTest extends TimedItemsContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new SaleShard(0, capacity, new HeapItemTable(capacity.items()));
    }
}
