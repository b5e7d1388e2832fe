package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.ItemValue;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.journal.fact.FactText;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers go to disk by the order of our enums; the schema has the words for them, which must be the same. */
class FactWordsTest {

    @Test
    void hasTheWordsOfOurEnumsAtTheirNumbers() {
        assertThat(FactText.ORDER_STATUS).containsExactly(names(OrderStatus.values()));
        assertThat(FactText.SALE_STATUS).containsExactly(names(SaleStatus.values()));
        assertThat(FactText.LATE_PAYMENT).map(word -> word.toUpperCase(Locale.ROOT))
                .containsExactly(names(LatePayment.values()));
        assertThat(FactText.ITEM_STATUS.get(ItemValue.ON)).isEqualTo("ON");
        assertThat(FactText.ITEM_STATUS.get(ItemValue.OFF)).isEqualTo("OFF");
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }

    @Test
    void namesAnEventByItsStatus() {
        assertThat(FactKind.named("SaleMoved").event("PAUSED")).isEqualTo("sale.paused");
        assertThat(FactKind.named("PriceChanged").event(null)).isEqualTo("price.changed");
        assertThat(FactKind.ORDER_TAKEN.events()).contains("order.held", "order.confirmed");
    }
}
