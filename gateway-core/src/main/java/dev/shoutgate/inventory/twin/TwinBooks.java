package dev.shoutgate.inventory.twin;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.Hashing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All that the twin remembers: sales, items and orders, each in a list at the place of its number.
 *
 * <p>What is retired, or defined anew, leaves its place empty: null.
 *
 * <p>No figure is kept that the orders can tell: what is held, sold, bought by someone, or made with a key is counted
 * out each time it is asked. That is slow, and cannot go stale.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinBooks {

    final List<TwinSale> sales = new ArrayList<>();
    final List<TwinItem> items = new ArrayList<>();
    final List<TwinOrder> orders = new ArrayList<>();
    /** The ids of sales that were defined anew, by the numbers that they had: a command may be on its way to them. */
    private final Map<Integer, String> replaced = new HashMap<>();
    Hashing hashing;
    long lastSequence;
    long lastTimeMs;

    /** The sale that now has an id: the one defined last; null where there is none. */
    TwinSale saleNow(String saleId) {
        return kept(sales).filter(sale -> sale.definition.saleId().equals(saleId)).findFirst().orElse(null);
    }

    /** What a sale's number means: the sale, or the one that was defined in its place; null once retired. */
    TwinSale saleMeantBy(int number) {
        TwinSale sale = sales.get(number);
        return sale != null || !replaced.containsKey(number) ? sale : saleNow(replaced.get(number));
    }

    /** The order of a number; null where there is none, or none any more. */
    TwinOrder order(long number) {
        return number < 0 || number >= orders.size() ? null : orders.get((int) number);
    }

    /** Empties the places of a sale that is defined anew, and of its items. */
    void replace(TwinSale before) {
        replaced.put(before.number, before.definition.saleId());
        items.replaceAll(item -> item != null && item.saleNumber == before.number ? null : item);
        sales.set(before.number, null);
    }

    /** What a list still has, in order. */
    static <T> Stream<T> kept(List<T> list) {
        return list.stream().filter(Objects::nonNull);
    }

    /** Forgets a sale with items and orders, and what was defined under its id before. */
    void retire(TwinSale retired) {
        replace(retired);
        replaced.values().removeIf(retired.definition.saleId()::equals);
        orders.replaceAll(order -> order != null && order.saleNumber == retired.number ? null : order);
    }

    List<TwinItem> itemsOf(TwinSale sale) {
        return kept(items).filter(item -> item.saleNumber == sale.number).toList();
    }

    List<TwinOrder> ordersOf(TwinSale sale) {
        return kept(orders).filter(order -> order.saleNumber == sale.number).toList();
    }

    long held(TwinItem item) {
        return units(item, OrderStatus.HELD);
    }

    long sold(TwinItem item) {
        return units(item, OrderStatus.CONFIRMED);
    }

    long available(TwinItem item) {
        return item.total - held(item) - sold(item);
    }

    private long units(TwinItem item, OrderStatus status) {
        return kept(orders).filter(order -> order.status == status)
                .mapToLong(order -> order.quantityOf(item.number)).sum();
    }

    /** Units of an item that a buyer holds or owns. */
    long bought(String buyer, TwinItem item) {
        return kept(orders).filter(order -> order.counts() && order.buyer.equals(buyer))
                .mapToLong(order -> order.quantityOf(item.number)).sum();
    }

    /** The order that a buyer's key made in a sale, or null. */
    TwinOrder madeWith(String key, String buyer, TwinSale sale) {
        return kept(orders)
                .filter(order -> order.saleNumber == sale.number && order.buyer.equals(buyer) && order.key.equals(key))
                .findFirst().orElse(null);
    }

    /** The order that a buyer's pass served in a sale, or null. */
    TwinOrder boughtWith(Long pass, String buyer, TwinSale sale) {
        return kept(orders)
                .filter(order -> order.saleNumber == sale.number && order.buyer.equals(buyer))
                .filter(order -> pass.equals(order.pass))
                .findFirst().orElse(null);
    }

    /** The newest order in which a buyer still holds an item, or null. */
    TwinOrder holdOf(String buyer, TwinItem item) {
        return kept(orders)
                .filter(order -> order.isHeld() && order.buyer.equals(buyer) && order.quantityOf(item.number) > 0)
                .reduce((older, newer) -> newer).orElse(null);
    }
}
