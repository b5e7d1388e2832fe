package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FactBatchTest {

    private final FactBatch batch = new FactBatch(0);

    @Test
    void refusesAFactThatDoesNotFollow() {
        batch.restartAfter(4);
        give(5, Facts.orderExpired("o1"));

        assertThatThrownBy(() -> give(7, Facts.orderExpired("o1")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("fact 7 came where 6 was due");
        assertThatThrownBy(() -> give(5, Facts.orderExpired("o1"))).isInstanceOf(IllegalStateException.class);
        assertThat(batch.lastSequence()).isEqualTo(5);
    }

    @Test
    void refusesAFactOfAKindItDoesNotKnowInsteadOfLosingIt() {
        byte[] fact = Facts.orderExpired("o1");
        new UnsafeBuffer(fact).putShort(2, (short) 999, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> give(1, fact))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("fact 1").hasMessageContaining("999");
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void refusesAFactOfAnotherSchema() {
        byte[] fact = Facts.orderExpired("o1");
        new UnsafeBuffer(fact).putShort(4, (short) 8, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> give(1, fact))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("schema 8");
    }

    @Test
    void tellsOfEveryOrderWhoseItIsAndWhatIsInIt() {
        StoredFact.Order order = new StoredFact.Order("demo-shop", "b1", "CNY", 5,
                List.of(new StoredFact.Line("phone", 1, 5)));
        byte[][] facts = {Facts.orderConfirmed("o1", "pay-1", false), Facts.orderCancelled("o1", ""),
            Facts.orderExpired("o1"), Facts.orderRefunded("o1", "desk"), Facts.holdExtended("o1", 9_000, "desk")};
        for (int i = 0; i < facts.length; i++) {
            give(i + 1, facts[i]);
            assertThat(moved(i).order()).isEqualTo(order);
        }
        assertThat(moved(0).idempotencyKey()).isEqualTo("k-confirm");
        assertThat(moved(3).refund()).isEqualTo(refund(5, 1, 1));
        assertThat(moved(4)).extracting(StoredFact.OrderMoved::status, StoredFact.OrderMoved::event,
                StoredFact.OrderMoved::expiresAtMs).containsExactly("HELD", "order.extended", 9_000L);
    }

    @Test
    void tellsNoEndOfAHoldThatWasNone() {
        Facts.Line line = new Facts.Line("phone", 1, 5);
        give(1, Facts.orderTaken("o1", "b1", Facts.CONFIRMED, 1_000, 0, "", line));
        // As older releases wrote it.
        give(2, Facts.orderTaken("o2", "b1", Facts.CONFIRMED, 1_000, 1_000, "", line));
        give(3, Facts.orderTaken("o3", "b1", Facts.HELD, 1_000, 2_000, "", line));

        assertThat(batch.after(0)).extracting(fact -> ((StoredFact.NewOrder) fact.lasting()).expiresAtMs())
                .containsExactly(0L, 0L, 2_000L);
    }

    @Test
    void tellsWhatAPartOfAnOrderWasAndWhatIsLeft() {
        give(1, Facts.orderPartlyRefunded("o1", "desk"));

        assertThat(moved(0)).extracting(StoredFact.OrderMoved::status, StoredFact.OrderMoved::event)
                .containsExactly("CONFIRMED", "order.partly-refunded");
        assertThat(moved(0).refund()).isEqualTo(refund(5, 1, 2));
        assertThat(moved(0).order().lines()).containsExactly(new StoredFact.Line("phone", 3, 5));
    }

    @Test
    void tellsNothingOfAnOrderWhereAnOlderReleaseDidNotSay() {
        give(1, Facts.orderConfirmedOfVersion2("0000000000000001", "pay-1"));

        assertThat(moved(0)).isEqualTo(new StoredFact.OrderMoved(1, FactList.timeMs(1), "0000000000000001", "demo",
                "CONFIRMED", "pay-1", false, null, "till", "order.confirmed", "k-confirm", null, null, null));
    }

    @Test
    void tellsWhetherTheBuyerTheClockOrAnOperatorActed() {
        byte[][] facts = {Facts.orderTaken("o1", "b1", Facts.HELD, 1, 2, "", new Facts.Line("phone", 1, 5)),
            Facts.orderCancelled("o1", ""), Facts.orderCancelled("o1", "desk"), Facts.orderExpired("o1"),
            Facts.orderConfirmed("o1", "pay-1", false), Facts.saleMoved("demo", Facts.OPEN, "", ""),
            Facts.saleMoved("demo", Facts.OPEN, "desk", "k"), Facts.saleRetired("demo", 1)};
        for (int i = 0; i < facts.length; i++) {
            give(i + 1, facts[i]);
        }

        assertThat(batch.after(0)).extracting(StoredFact::actor)
                .containsExactly("buyer", "buyer", "desk", "clock", "till", "clock", "desk", "clock");
    }

    @Test
    void usesItsOrdersAgainAndKeepsNoneThatIsToLast() {
        Facts.Line line = new Facts.Line("phone", 2, 5);
        give(1, Facts.orderTaken("o1", "b1", Facts.HELD, 1_000, 2_000, "", line));
        StoredFact order = batch.after(0).get(0);
        StoredFact kept = order.lasting();
        DeadLetter letter = new DeadLetter(0, order, "store", "reason");
        batch.restartAfter(1);
        give(2, Facts.orderTaken("o2", "b2", Facts.CONFIRMED, 3_000, 0, "host-1", line, line));

        assertThat(batch.after(1)).containsExactly(order);
        assertThat(order.sequence()).isEqualTo(2);
        assertThat(order.orderId()).isEqualTo("o2");
        assertThat(kept).isEqualTo(letter.fact()).isEqualTo(new StoredFact.NewOrder(1, FactList.timeMs(1), "o1",
                "demo", "demo-shop", "b1", "HELD", "CNY", null, 1_000, 2_000,
                List.of(new StoredFact.Line("phone", 2, 5)), "key-of-o1"));
    }

    private StoredFact.OrderMoved moved(int place) {
        return (StoredFact.OrderMoved) batch.after(0).get(place);
    }

    private static StoredFact.Refund refund(long amount, int now, int soFar) {
        return new StoredFact.Refund(amount, List.of(new StoredFact.RefundedLine("phone", now, soFar)));
    }

    @Test
    void isFullByFactsOrByBytes() {
        for (int n = 1; n < FactBatch.FULL_FACTS; n++) {
            give(n, Facts.orderExpired("o1"));
        }
        assertThat(batch.isFull()).isFalse();
        give(FactBatch.FULL_FACTS, Facts.orderExpired("o1"));
        assertThat(batch.isFull()).isTrue();

        batch.restartAfter(0);
        assertThat(batch.isFull()).isFalse();
        // As long as a sale of hundreds of items; what comes after the message is nobody's business.
        byte[] large = Arrays.copyOf(Facts.saleDefined("demo", "m", "t", 0, ""), 100_000);
        int needed = (FactBatch.FULL_BYTES + large.length - 1) / large.length;
        for (int n = 1; n <= needed; n++) {
            assertThat(batch.isFull()).isFalse();
            give(n, large);
        }
        assertThat(batch.isFull()).as("after %d large facts", needed).isTrue();
    }

    @Test
    void knowsItsOldestFact() {
        assertThat(batch.oldestMs()).isZero();
        give(1, Facts.orderExpired("o1"));
        give(2, Facts.orderExpired("o1"));
        assertThat(batch.oldestMs()).isEqualTo(FactList.timeMs(1));
    }

    private void give(long sequence, byte[] fact) {
        batch.onFact(sequence, FactList.timeMs(sequence), new UnsafeBuffer(fact), 0, fact.length);
    }
}
