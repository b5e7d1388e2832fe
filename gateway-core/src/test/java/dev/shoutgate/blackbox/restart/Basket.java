package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a buyer takes: the one item that runs out, one of those that do not, or all of these at once. */
enum Basket {
    /** Mostly one line. */
    MIXED(10),
    /** Mostly sixteen lines of long names, which fill the journal's segments quickly. */
    LARGE(80);

    static final String SCARCE = "scarce";
    // As many lines as an order may have, under names as long as they may be.
    static final List<String> PLENTY = IntStream.range(0, 16)
            .mapToObj(i -> "plenty-%02d-%s".formatted(i, "x".repeat(54))).toList();

    private final int percentOfAllAtOnce;

    Basket(int percentOfAllAtOnce) {
        this.percentOfAllAtOnce = percentOfAllAtOnce;
    }

    List<String> pick(Random random) {
        int percent = random.nextInt(100);
        if (percent < 10) {
            return List.of(SCARCE);
        }
        return percent < 10 + percentOfAllAtOnce ? PLENTY : List.of(PLENTY.get(random.nextInt(PLENTY.size())));
    }

    /** A sale of all of it, whose holds outlast the test. */
    static SaleDefinition sale() {
        Item[] items = Stream.concat(Stream.of(Item.of(SCARCE, 300)),
                PLENTY.stream().map(sku -> Item.of(sku, 100_000_000))).toArray(Item[]::new);
        return SaleDefinition.of(items).with("holdSeconds", 86_400);
    }
}
