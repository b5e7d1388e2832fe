package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaymentRefsTest {

    private final PaymentRefs refs = new PaymentRefs();

    @Test
    void namesNothingBeforeAPaymentCame() {
        refs.put(5, "pay-5");

        assertThat(refs.get(0)).isNull();
        assertThat(refs.get(4)).isNull();
        assertThat(refs.get(1_000_000)).isNull();
        assertThat(new PaymentRefs().get(0)).isNull();
    }

    @Test
    void keepsWhateverAFactCanHold() {
        String[] texts = {"", "p", "支付", "x".repeat(255), "y".repeat(256), "付".repeat(341)};
        for (int i = 0; i < texts.length; i++) {
            refs.put(i, texts[i]);
        }

        for (int i = 0; i < texts.length; i++) {
            assertThat(refs.get(i)).isEqualTo(texts[i]);
        }
    }

    @Test
    void keepsThemApartOverManyBlocks() {
        for (int i = 0; i < 10_000; i++) {
            refs.put(i * 3, "r".repeat(i % 700) + i);
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(refs.get(i * 3)).isEqualTo("r".repeat(i % 700) + i);
            assertThat(refs.get(i * 3 + 1)).isNull();
        }
    }

    @Test
    void forgetsAPaymentWhenAnotherIsNamed() {
        refs.put(1, "first");
        refs.put(1, "second");

        assertThat(refs.get(1)).isEqualTo("second");
    }
}
