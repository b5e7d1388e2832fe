package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    private final Payments payments = new Payments();

    @AfterEach
    void close() {
        payments.close();
    }

    @Test
    void hasNoneOfAnOrderThatNobodyPaidFor() {
        assertThat(payments.first(7)).isEqualTo(Payments.NONE);
        payments.add(9, "p", false);
        assertThat(payments.first(7)).isEqualTo(Payments.NONE);
        assertThat(payments.confirming(7)).isEqualTo(Payments.NONE);
        assertThat(payments.isOrphan(7, "p")).isFalse();
    }

    @Test
    void keepsThePaymentsOfAnOrderInTheOrderInWhichTheyCame() {
        payments.add(3, "late", true);
        payments.add(4, "another's", false);
        payments.add(3, "later", true);
        payments.add(3, "good", false);

        assertThat(refsOf(payments, 3)).containsExactly("late", "later", "good");
        assertThat(payments.ref(payments.confirming(3))).isEqualTo("good");
        assertThat(payments.isOrphan(3, "later")).isTrue();
        assertThat(payments.isOrphan(3, "good")).as("it confirmed the order").isFalse();
        assertThat(payments.isOrphan(4, "late")).as("it came in for another order").isFalse();
    }

    @Test
    void tellsReferencesOfEveryLength() {
        String longest = "x".repeat(128);
        payments.add(0, "1", false);
        payments.add(1, longest, false);
        assertThat(refsOf(payments, 0)).containsExactly("1");
        assertThat(refsOf(payments, 1)).containsExactly(longest);
    }

    @Test
    void showsInAViewNothingThatCameAfterIt() {
        payments.add(0, "before", true);
        try (Payments view = payments.view()) {
            payments.add(0, "after", false);
            payments.add(1, "first of its order", false);
            assertThat(refsOf(view, 0)).containsExactly("before");
            assertThat(refsOf(view, 1)).isEmpty();
            assertThat(view.confirming(0)).isEqualTo(Payments.NONE);
        }
        assertThat(refsOf(payments, 0)).containsExactly("before", "after");
    }

    private static List<String> refsOf(Payments payments, long order) {
        List<String> refs = new ArrayList<>();
        for (long payment = payments.first(order); payment != Payments.NONE; payment = payments.next(payment)) {
            refs.add(payments.ref(payment));
        }
        return refs;
    }
}
