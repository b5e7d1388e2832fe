package dev.shoutgate.inventory;

import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import java.util.SplittableRandom;

/** Orders to put in a ledger. */
final class Drafts {

    private Drafts() {}

    /** A hold of one piece of each item. */
    static OrderDraft of(int saleNumber, String buyer, String key, int... items) {
        OrderDraft draft = new OrderDraft();
        draft.saleNumber = saleNumber;
        draft.status = OrderStatus.HELD.ordinal();
        draft.buyer.set(buyer);
        draft.key.set(key);
        for (int item : items) {
            draft.itemNumbers[draft.lineCount] = item;
            draft.quantities[draft.lineCount++] = 1;
        }
        return draft;
    }

    /** Any order that the limits allow. */
    static OrderDraft random(SplittableRandom random) {
        OrderDraft draft = of(random.nextInt(), text(random, 1, Limits.BUYER_ID_BYTES),
                text(random, 1, Limits.KEY_BYTES));
        draft.notes.channel.set(text(random, 0, Limits.CHANNEL_BYTES));
        draft.status = random.nextInt(OrderStatus.values().length);
        draft.createdAtMs = random.nextLong();
        draft.expiresAtMs = random.nextLong();
        draft.lineCount = random.nextInt(1, Limits.LINES_PER_ORDER + 1);
        for (int i = 0; i < draft.lineCount; i++) {
            draft.itemNumbers[i] = i * 1_000 + random.nextInt(1_000);
            draft.quantities[i] = random.nextInt(1, Limits.QUANTITY_PER_LINE + 1);
            draft.unitPrices[i] = random.nextLong(Limits.PRICE_MINOR + 1);
        }
        return draft;
    }

    private static String text(SplittableRandom random, int least, int most) {
        return random.ints(random.nextInt(least, most + 1), '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
