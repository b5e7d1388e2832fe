package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import dev.shoutgate.inventory.walk.StateDifference;
import dev.shoutgate.inventory.walk.StateDigest;
import dev.shoutgate.inventory.walk.StateReader;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field that a walk can hand out is in the hash, and is named where it differs. */
class StateDifferenceTest {

    private static final Pattern SENTENCE = Pattern.compile("the (.+) is (.*) in the shard and (.*) in the twin");
    private static final KeptShard SHARD = new KeptShard(new Hashing(11, 22), 43, 1_790_000_000_000L, 5, 6, 12);

    private static KeptSale sale() {
        ItemDefinition phone = new ItemDefinition("phone", 10, new Terms(199_900, 4, true,
                new Description("A phone", "/1.png", 249_900, 7, 8)));
        Terms now = new Terms(149_900, 5, true, new Description("The phone", "/2.png", 229_900, 9, 10));
        return new KeptSale(1, new SaleDefinition("demo", "shop-1", "A sale", "CNY", 5, 6, 60, LatePayment.REFUND,
                List.of(phone)), new SaleDefinition.Terms("The sale", 15, 16, "phone", "Hello", "/pay"),
                SaleStatus.OPEN, 40, List.of(new KeptSale.Item(1, 1, phone, now, 9, 2, 3)),
                List.of(new PastAct(2, 7, "desk", "k1", Act.RESTOCK, "phone", 7, "title")));
    }

    private static KeptOrder order() {
        return order(0);
    }

    private static KeptOrder order(long number) {
        KeptOrder order = new KeptOrder();
        order.number = number;
        order.status = OrderStatus.HELD;
        order.buyer.set("b1");
        order.key.set("k1");
        order.notes.channel.set("host-42");
        order.lineCount = 2;
        order.payments.add(new KeptOrder.Payment(true, "pay-1"));
        order.payments.add(new KeptOrder.Payment(false, "pay-2"));
        order.refunds.add(new KeptOrder.Refund(true, "k2", List.of(0, 1)));
        order.extendedToMs = 9;
        order.extensionKey.set("k3");
        return order;
    }

    static Stream<Variants.Variant<?>> everyField() {
        return Stream.of(Variants.ofRecord(SHARD).stream(), Variants.ofRecord(sale()).stream(),
                Variants.ofFields(StateDifferenceTest::order).stream()).flatMap(variants -> variants);
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void namesEveryField(Variants.Variant<?> variant) {
        assertFinds(reader -> handOut(variant.before(), reader), reader -> handOut(variant.after(), reader));
    }

    private static void handOut(Object one, StateReader reader) {
        if (one instanceof KeptShard shard) {
            reader.shard(shard);
        } else if (one instanceof KeptSale sale) {
            reader.sale(sale);
        } else {
            reader.order((KeptOrder) one);
        }
    }

    private static Matcher assertFinds(Consumer<StateReader> shard, Consumer<StateReader> twin) {
        StateDigest ofShard = StateDigest.of(shard);
        StateDigest ofTwin = StateDigest.of(twin);
        assertThat(ofShard.sum()).isNotEqualTo(ofTwin.sum());
        Matcher said = SENTENCE.matcher(StateDifference.first(shard, twin, ofShard.firstDifference(ofTwin)));
        assertThat(said.matches()).as("%s", said).isTrue();
        assertThat(said.group(2)).isNotEqualTo(said.group(3));
        return said;
    }

    @Test
    void saysItInPlainWords() {
        KeptOrder expired = order();
        expired.status = OrderStatus.EXPIRED;
        assertThat(assertFinds(reader -> reader.order(expired), reader -> reader.order(order())).group())
                .isEqualTo("the status of order number 0 is EXPIRED in the shard and HELD in the twin");
    }

    @Test
    void doesNotCareWhetherAPaymentThatConfirmedCameBeforeOneThatWasTooLate() {
        KeptOrder other = order();
        other.payments.add(other.payments.remove(0));
        assertThat(StateDigest.of(reader -> reader.order(other)).sum())
                .isEqualTo(StateDigest.of(reader -> reader.order(order())).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_022, 1_023, 1_024, 2_047, 2_999})
    void findsTheOneOrderOfMany(long number) {
        assertThat(assertFinds(walk(3_000, order -> true, -1), walk(3_000, order -> true, number)).group())
                .isEqualTo("the sequence of order number " + number + " is 0 in the shard and 1 in the twin");
    }

    /** The shard comes first, so that a chunk ends with order 1,022. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_022, 1_023, 1_024, 2_999})
    void findsTheOneOrderThatIsMissing(long number) {
        String next = number == 2_999 ? "none" : "order number " + (number + 1);
        assertThat(assertFinds(walk(3_000, order -> true, -1), walk(3_000, order -> order != number, -1)).group())
                .isEqualTo("the next entry is order number " + number + " in the shard and " + next + " in the twin");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_023, 1_024, 2_047})
    void findsTheOneOrderThatIsTooMany(long count) {
        assertThat(assertFinds(walk(count, order -> true, -1), walk(count + 1, order -> true, -1)).group())
                .isEqualTo("the next entry is none in the shard and order number " + count + " in the twin");
    }

    private static Consumer<StateReader> walk(long count, LongPredicate isThere, long changed) {
        return reader -> {
            reader.shard(SHARD);
            for (long number = 0; number < count; number++) {
                if (isThere.test(number)) {
                    KeptOrder order = order(number);
                    order.sequence = number == changed ? 1 : 0;
                    reader.order(order);
                }
            }
        };
    }
}
