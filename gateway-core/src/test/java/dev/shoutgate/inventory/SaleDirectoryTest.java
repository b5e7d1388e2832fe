package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SaleDirectoryTest {

    private final SaleDirectory directory = new SaleDirectory();

    private Sale enter(String saleId) {
        Sale sale = SaleTest.sale(directory.saleCount(),
                ShardAtWork.sale(saleId, 60, item("phone", 1, 1), item("case", 1, 1)), directory.itemCount());
        directory.enter(sale);
        return sale;
    }

    @Test
    void findsAHundredSalesAndTheirItems() {
        for (int i = 0; i < 100; i++) {
            enter("sale-" + i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(directory.find("sale-" + i)).isSameAs(directory.sale(i));
            assertThat(directory.sale(i).number()).isEqualTo(i);
            assertThat(directory.item(2 * i + 1)).isSameAs(directory.sale(i).item(1));
        }
        assertThat(directory.saleCount()).isEqualTo(100);
        assertThat(directory.itemCount()).isEqualTo(200);
        assertThat(directory.find("sale-100")).isNull();
    }

    @Test
    void leadsFromAReplacedSaleToTheOneInItsPlace() {
        Sale first = enter("demo");
        Sale other = enter("other");
        Sale second = enter("demo");
        assertThat(directory.find("demo")).isSameAs(second);
        assertThat(directory.isReplaced(first.number())).isTrue();
        assertThat(directory.isReplaced(second.number())).isFalse();
        assertThat(directory.isReplaced(other.number())).isFalse();
        assertThat(directory.currentOf(first.number())).isSameAs(second);
        assertThat(directory.sale(first.number())).isNull();
        assertThat(directory.item(first.item(0).number())).isNull();
        assertThat(directory.item(second.item(0).number())).isSameAs(second.item(0));
        directory.retire(second);
        assertThat(directory.currentOf(first.number())).isNull();
        assertThat(directory.isReplaced(first.number())).isFalse();
        assertThat(directory.currentOf(other.number())).isSameAs(other);
    }

    @Test
    void listsEachIdOnceInTheOrderOfIds() {
        enter("b");
        enter("a");
        enter("b");
        assertThat(directory.all()).extracting(sale -> sale.definition().saleId()).containsExactly("a", "b");
    }

    @Test
    void refusesANumberThatIsNotTheNext() {
        Sale sale = SaleTest.sale(1, ShardAtWork.sale("demo", 60, item("phone", 1, 1)), 0);
        assertThatThrownBy(() -> directory.enter(sale)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sale number 0 is next, 1 came");
    }
}
