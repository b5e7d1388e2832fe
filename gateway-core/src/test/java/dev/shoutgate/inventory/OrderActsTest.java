package dev.shoutgate.inventory;

/** Of the shard that serves. */
class OrderActsTest extends OrderActsContract {

    @Override
    Inventory newInventory(ShardCapacity capacity) {
        return new SaleShard(0, capacity, new HeapItemTable(capacity.items()));
    }
}
