package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.Answer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the buyers of one sale were told, in all the lives of its gateway: that is what it is held to. Any thread. */
final class Told {
    private final Map<String, Press.Promise> byKey = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    /** Promises since somebody last took them from here. */
    final Queue<Press.Promise> newest = new ConcurrentLinkedQueue<>();
    /** Presses without an answer: only a repeat tells what became of them. */
    final Queue<Press> unanswered = new ConcurrentLinkedQueue<>();
    /** Cancels without an answer. */
    final Queue<Press.Promise> cancelsUnanswered = new ConcurrentLinkedQueue<>();
    /** Presses answered 503, of which nothing may have been recorded. */
    final Queue<Press> turnedAway = new ConcurrentLinkedQueue<>();
    /** Two orders for one key. */
    final Queue<String> doubled = new ConcurrentLinkedQueue<>();
    /** Anything else that a buyer should never see. */
    final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    void answered(Press press, Answer answer) {
        switch (answer.status()) {
            case 201 -> promised(new Press.Promise(press, answer.orderId()));
            case 503 -> turnedAway.add(press);
            case 409 -> {
                if (!"409 sold-out".equals(answer.outcome())) {
                    surprises.add(answer.toString());
                }
            }
            default -> surprises.add(answer.toString());
        }
    }

    private void promised(Press.Promise promise) {
        Press.Promise before = byKey.putIfAbsent(promise.press().key(), promise);
        if (before == null) {
            count.incrementAndGet();
            newest.add(promise);
        } else if (!before.orderId().equals(promise.orderId())) {
            doubled.add("first " + before + ", then " + promise);
        }
    }

    void cancelAnswered(Press.Promise promise, Answer answer) {
        // A 503 records nothing: the order stays held, and is held to that.
        if (answer.status() == 200 && "CANCELLED".equals(answer.field("status"))) {
            cancelled.add(promise.orderId());
        } else if (answer.status() != 503) {
            surprises.add(answer.toString());
        }
    }

    /** The order of this very press; null where there is none. */
    Press.Promise of(Press press) {
        return byKey.get(press.key());
    }

    int promises() {
        return count.get();
    }

    Collection<Press.Promise> all() {
        return byKey.values();
    }

    String statusOf(Press.Promise promise) {
        return cancelled.contains(promise.orderId()) ? "CANCELLED" : "HELD";
    }

    /** Units of each SKU in the orders that hold some. */
    Map<String, Long> unitsHeld() {
        Map<String, Long> units = new HashMap<>();
        for (Press.Promise promise : byKey.values()) {
            if (!cancelled.contains(promise.orderId())) {
                promise.press().skus().forEach(sku -> units.merge(sku, 1L, Long::sum));
            }
        }
        return units;
    }

    /** Presses of which nothing may be recorded, as none of their repeats may have been either; leaves none behind. */
    List<Press> takeTurnedAway() {
        Set<String> open = new HashSet<>();
        unanswered.forEach(press -> open.add(press.key()));
        List<Press> nothing = turnedAway.stream()
                .filter(press -> of(press) == null && !open.contains(press.key())).distinct().toList();
        turnedAway.clear();
        return nothing;
    }
}
