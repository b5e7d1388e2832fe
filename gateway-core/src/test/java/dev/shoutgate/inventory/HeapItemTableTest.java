package dev.shoutgate.inventory;

class HeapItemTableTest extends ItemTableContract {

    @Override
    ItemTable newTable(int capacity) {
        return new HeapItemTable(capacity);
    }
}
