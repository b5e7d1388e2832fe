package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.OrderStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders counted out of a real journal. */
class OrderNewsFeedTest {
    private static final long LONG_SINCE_MS = 1_000;

    @TempDir
    Path folder;

    private DiskJournal journal;
    private OrderNewsFeed feed;
    private int orders;

    @BeforeEach
    void open() {
        journal = new DiskJournal(folder, 0);
        feed = new OrderNewsFeed(0, journal.log());
    }

    @AfterEach
    void close() throws Exception {
        feed.stop();
        journal.close();
    }

    private String take(int status) {
        String orderId = "order-%010d".formatted(orders++);
        journal.add(Facts.orderTaken(orderId, "b1", status, LONG_SINCE_MS, 2 * LONG_SINCE_MS, "",
                new Facts.Line("phone", 2, 500)));
        return orderId;
    }

    /** The journal forces at its leisure, and nothing is handed out before. */
    private void readUpTo(OrderWatch watch, long sequence) {
        await().until(() -> feed.read() && watch.tally().sequence() == sequence);
    }

    @Test
    void countsWhatBecomesOfOrders() {
        OrderWatch watch = feed.watch("demo");
        String first = take(Facts.HELD);
        String second = take(Facts.CONFIRMED);
        String third = take(Facts.HELD);
        journal.add(Facts.orderConfirmed(first, "p1", false), Facts.orderPartlyRefunded(first, "till"),
                Facts.orderRefunded(second, "till"), Facts.orderExpired(third), Facts.orderConfirmed(third, "p2", true),
                Facts.holdExtended(first, 0, "till"), Facts.paymentOrphaned(first, "b1", 5, "p3"));

        // The payment that came too late changes no order.
        readUpTo(watch, journal.durableSequence() - 1);
        OrderTally tally = watch.tally();
        assertThat(List.of(tally.taken(), tally.confirmed(), tally.cancelled(), tally.expired(), tally.refunded(),
                tally.amount())).containsExactly(3L, 3L, 0L, 1L, 1L, 3000L);
        assertThat(tally.latest()).extracting(OrderTally.Latest::status)
                .containsExactly(OrderStatus.CONFIRMED, OrderStatus.REFUNDED, OrderStatus.HELD);
    }

    @Test
    void countsFromTheMomentOfWatchingOnAndOnlyThatSale() {
        take(Facts.HELD);
        OrderWatch watch = feed.watch("demo");
        OrderWatch other = feed.watch("other");
        OrderTally before = watch.tally();
        take(Facts.HELD);
        readUpTo(watch, journal.durableSequence());

        assertThat(watch.tally().since(before).taken()).isEqualTo(1);
        assertThat(watch.tally().since(before).latest()).hasSize(1);
        assertThat(other.tally().taken()).isZero();
    }

    @Test
    void keepsTheLatestOrdersAndSaysTheSameWhileNothingHappens() {
        OrderWatch watch = feed.watch("demo");
        for (int i = 0; i < 50; i++) {
            take(Facts.HELD);
        }
        readUpTo(watch, journal.durableSequence());
        OrderTally tally = watch.tally();
        journal.add(Facts.saleMoved("demo", Facts.PAUSED, "host", ""));
        assertThat(feed.read()).isTrue();

        assertThat(tally.taken()).isEqualTo(50);
        assertThat(tally.latest()).hasSize(20).extracting(one -> one.order().orderId()).first()
                .isEqualTo("order-0000000049");
        assertThat(watch.tally()).isSameAs(tally);
    }

    @Test
    void goesOnThoughTheJournalWasDeletedUnderIt() throws Exception {
        OrderWatch watch = feed.watch("demo");
        long begun = journal.durableSequence();
        while (folder.toFile().list().length < 4) {
            take(Facts.HELD);
        }
        journal.dropBelow(journal.durableSequence());
        await().until(() -> journal.log().follow(1).durableSequence() == journal.durableSequence());
        assertThat(feed.read()).as("sequence %d is gone", begun + 1).isTrue();
        assertThat(watch.tally().taken()).isZero();

        take(Facts.HELD);
        readUpTo(watch, journal.durableSequence());
        assertThat(watch.tally().taken()).isEqualTo(1);
    }

    @Test
    void readsNothingWhileNobodyWatches() {
        OrderWatch watch = feed.watch("demo");
        assertThat(feed.read()).isTrue();
        watch.end();

        assertThat(feed.read()).isFalse();
    }
}
