package dev.shoutgate.inventory;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Wish;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shard against its twin, over random histories. A failure shows the shrunk history, its seed, and the command that
 * lives it again.
 */
class SideBySidePropertiesTest {

    /** What the histories must come to, taken together, for the property to say anything. */
    private static final List<String> MUST_COME_UP = List.of(
            "BUY", "BUY again", "BUY IDEMPOTENCY_KEY_REUSED", "BUY SALE_NOT_OPEN", "BUY SALE_PAUSED", "BUY SALE_CLOSED",
            "BUY NOT_ELIGIBLE MISSING", "BUY NOT_ELIGIBLE FORGED", "BUY NOT_ELIGIBLE USED",
            "BUY UNKNOWN_ITEM", "BUY LIMIT_REACHED", "BUY SOLD_OUT", "BUY STORAGE_UNAVAILABLE", "BUY NOT_READY",
            "CANCEL", "CANCEL UNKNOWN_ORDER", "CANCEL ORDER_EXPIRED", "CANCEL ORDER_NOT_HELD",
            "READ_ORDER", "READ_ORDER UNKNOWN_ORDER", "LIST_ORDERS", "LIST_ORDERS UNKNOWN_SALE",
            "Define UNKNOWN_SALE", "Define SALE_HAS_ORDERS", "Define INVALID_REQUEST", "Define STORAGE_UNAVAILABLE",
            "ChangeSale", "ChangeSale INVALID_REQUEST", "ChangeSale SALE_CLOSED", "ChangeItem INVALID_REQUEST",
            "Move again", "Move IDEMPOTENCY_KEY_REUSED", "Move SALE_CLOSED", "Move UNKNOWN_SALE",
            "Refund again", "Refund IDEMPOTENCY_KEY_REUSED", "Refund INVALID_REQUEST", "Refund ORDER_NOT_CONFIRMED",
            "Extend again", "Extend IDEMPOTENCY_KEY_REUSED", "Extend INVALID_REQUEST", "Extend ORDER_NOT_HELD",
            "Extend ALREADY_EXTENDED", "Confirm ALREADY_CONFIRMED", "Confirm ORDER_NOT_HELD",
            "BUY SALE_NOT_OPEN of an item", "clock moves a sale",
            "clock puts an item up", "clock takes an item down",
            "Audit UNKNOWN_SALE", "ListOrders UNKNOWN_SALE", "ListOrders MALFORMED_REQUEST", "TICK",
            // What tells that sales were retired.
            "BUY UNKNOWN_SALE");

    @Test
    void theShardSaysRecordsAndRemembersWhatItsTwinDoes() {
        Set<String> cameUp = new HashSet<>();
        forAll(200, draws -> {
            try (SideBySide sideBySide = new SideBySide(draws.one(Histories::history), cameUp::add)) {
                sideBySide.live();
            }
        });

        assertThat(cameUp).containsAll(MUST_COME_UP).containsAll(wishes(Wish.class).map(Class::getSimpleName).toList());
    }

    /** All that operators may wish, so that a further one is refused here until the histories have it. */
    private static Stream<Class<?>> wishes(Class<?> type) {
        return type.isRecord() ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(SideBySidePropertiesTest::wishes).distinct();
    }
}
