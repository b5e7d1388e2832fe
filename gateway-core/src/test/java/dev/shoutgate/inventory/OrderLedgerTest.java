package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderLedgerTest {

    /** The last number that an index takes. */
    private static final long FARTHEST = (1L << 32) - 2;

    private final OrderLedger ledger = new OrderLedger();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void givesBackEveryFieldOfOrdersOfAllSizes() {
        SplittableRandom random = new SplittableRandom(3);
        List<OrderDraft> drafts = new ArrayList<>();
        for (int number = 0; number < 20_000; number++) {
            OrderDraft draft = Drafts.random(random);
            drafts.add(draft);
            assertThat(ledger.append(draft, number + 7L)).isEqualTo(number);
        }
        for (int number = 0; number < drafts.size(); number++) {
            assertThat(textOf(number)).isEqualTo(textOf(drafts.get(number), number + 7L));
        }
        assertThat(ledger.count()).isEqualTo(drafts.size());
    }

    private String textOf(long number) {
        ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
        ByteText key = new ByteText(Limits.KEY_BYTES);
        Command.Notes notes = new Command.Notes();
        ledger.copyBuyer(number, buyer);
        ledger.copyKey(number, key);
        ledger.copyNotes(number, notes);
        StringBuilder text = new StringBuilder().append(ledger.status(number)).append(' ')
                .append(ledger.saleNumber(number)).append(' ').append(ledger.createdAtMs(number)).append(' ')
                .append(ledger.expiresAtMs(number)).append(' ').append(ledger.sequence(number)).append(' ')
                .append(buyer).append(' ').append(key).append(' ').append(notes.channel);
        for (int i = 0; i < ledger.lineCount(number); i++) {
            text.append(' ').append(ledger.itemNumber(number, i)).append(':').append(ledger.quantity(number, i))
                    .append(':').append(ledger.unitPrice(number, i));
        }
        return text.toString();
    }

    private static String textOf(OrderDraft draft, long sequence) {
        StringBuilder text = new StringBuilder().append(OrderStatus.of(draft.status)).append(' ')
                .append(draft.saleNumber).append(' ').append(draft.createdAtMs).append(' ')
                .append(draft.expiresAtMs).append(' ').append(sequence).append(' ')
                .append(draft.buyer).append(' ').append(draft.key).append(' ').append(draft.notes.channel);
        for (int i = 0; i < draft.lineCount; i++) {
            text.append(' ').append(draft.itemNumbers[i]).append(':').append(draft.quantities[i]).append(':')
                    .append(draft.unitPrices[i]);
        }
        return text.toString();
    }

    @Test
    void changesStatusAndLinksAndNothingElse() {
        SplittableRandom random = new SplittableRandom(4);
        OrderDraft draft = Drafts.random(random);
        draft.status = OrderStatus.HELD.ordinal();
        ledger.append(Drafts.random(random), 1);
        ledger.append(draft, 2);
        ledger.append(Drafts.random(random), 3);
        String before = textOf(0);
        String after = textOf(2);
        ledger.status(1, OrderStatus.EXPIRED);
        ledger.nextInSale(1, FARTHEST);
        ledger.before(1, FARTHEST - 1);
        ledger.nth(1, 127);
        draft.status = OrderStatus.EXPIRED.ordinal();
        assertThat(textOf(1)).isEqualTo(textOf(draft, 2));
        assertThat(ledger.nextInSale(1)).isEqualTo(FARTHEST);
        assertThat(ledger.before(1)).isEqualTo(FARTHEST - 1);
        assertThat(ledger.nth(1)).isEqualTo(127);
        assertThat(textOf(0)).isEqualTo(before);
        assertThat(textOf(2)).isEqualTo(after);
    }

    @Test
    void linksANewOrderToNone() {
        ledger.append(Drafts.of(0, "b", "k", 1, 2), 1);
        assertThat(ledger.nextInSale(0)).isEqualTo(OrderLedger.NONE);
        assertThat(ledger.before(0)).isEqualTo(OrderLedger.NONE);
        assertThat(ledger.nth(0)).as("of its buyer's orders").isEqualTo(1);
    }

    @Test
    void tellsTextsApartThatRunIntoEachOther() {
        OrderDraft draft = Drafts.of(0, "ab", "cd", 1);
        draft.notes.channel.set("ef");
        ledger.append(draft, 1);
        assertThat(ledger.isOf(0, text("ab"))).isTrue();
        assertThat(ledger.isOf(0, text("a"))).isFalse();
        assertThat(ledger.isOf(0, text("abc"))).isFalse();
        assertThat(ledger.isOf(0, text("aB"))).isFalse();
        assertThat(ledger.hasKey(0, text("cd"))).isTrue();
        assertThat(ledger.hasKey(0, text("cde"))).isFalse();
        assertThat(ledger.hasKey(0, text("bc"))).isFalse();
        assertThat(ledger.hasNotes(0, notes("ef"))).isTrue();
        assertThat(ledger.hasNotes(0, notes(""))).isFalse();
        assertThat(ledger.hasNotes(0, notes("e"))).isFalse();
    }

    private static Command.Notes notes(String channel) {
        Command.Notes notes = new Command.Notes();
        notes.channel.set(channel);
        return notes;
    }

    @Test
    void findsTheLineOfAnItem() {
        ledger.append(Drafts.of(0, "b", "k", 30, 10, 20), 1);
        assertThat(ledger.lineOf(0, 30)).isZero();
        assertThat(ledger.lineOf(0, 20)).isEqualTo(2);
        assertThat(ledger.lineOf(0, 40)).isEqualTo(-1);
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(Limits.CHANNEL_BYTES);
        bytes.set(text);
        return bytes;
    }
}
