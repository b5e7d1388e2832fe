package dev.shoutgate.inventory;

import java.util.Arrays;

/**
 * The items of one sale by the bytes of their SKUs, so that a buy is resolved without making a string.
 *
 * <p>Threading: immutable, any thread.
 */
final class SkuTable {

    private final Item[] slots;

    SkuTable(Item[] items) {
        // A quarter full at the most: a few hundred items at worst, and hardly ever a second look.
        slots = new Item[Integer.highestOneBit(Math.max(1, items.length)) * 8];
        for (Item item : items) {
            int slot = hash(item.skuBytes, 0, item.skuBytes.length);
            while (slots[slot] != null) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = item;
        }
    }

    Item find(byte[] text, int offset, int length) {
        int slot = hash(text, offset, length);
        for (Item item = slots[slot]; item != null; item = slots[slot]) {
            if (Arrays.equals(item.skuBytes, 0, item.skuBytes.length, text, offset, offset + length)) {
                return item;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return null;
    }

    private int hash(byte[] text, int offset, int length) {
        int h = length;
        for (int i = offset; i < offset + length; i++) {
            h = h * 31 + text[i];
        }
        return (h ^ h >>> 16) & slots.length - 1;
    }
}
