package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import org.junit.jupiter.api.Test;

class SaleTest {

    private static final long OPENS = 1_000;
    private static final long CLOSES = 2_000;

    static Sale sale(int number, SaleDefinition definition, int firstItem) {
        HeapItemTable table = new HeapItemTable(definition.items().size());
        Item[] items = new Item[definition.items().size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = new Item(firstItem + i, number, definition.items().get(i), table.enter(i));
        }
        return new Sale(number, definition, items);
    }

    private static Sale sale(long opensAtMs, long closesAtMs) {
        return sale(0, ShardAtWork.sale("demo", opensAtMs, closesAtMs, 60, item("phone", 1, 1), item("case", 1, 1)), 0);
    }

    @Test
    void isDueAtTheMillisecondOfItsTimesAndNotBefore() {
        Sale sale = sale(OPENS, CLOSES);
        assertThat(sale.isDueToOpen(OPENS - 1)).isFalse();
        assertThat(sale.isDueToOpen(OPENS)).isTrue();
        assertThat(sale.isDueToClose(CLOSES - 1)).isFalse();
        assertThat(sale.isDueToClose(CLOSES)).isTrue();
    }

    @Test
    void isNeverDueWithoutTimes() {
        Sale sale = sale(SaleDefinition.NEVER, SaleDefinition.NEVER);
        assertThat(sale.isDueToOpen(Long.MAX_VALUE)).isFalse();
        assertThat(sale.isDueToClose(Long.MAX_VALUE)).isFalse();
        assertThat(sale(0, 0).isDueToOpen(0)).as("1970 is a time too").isTrue();
    }

    @Test
    void opensByItselfOnceAndClosesFromWhereverItStands() {
        Sale sale = sale(OPENS, CLOSES);
        sale.moveTo(SaleStatus.OPEN);
        assertThat(sale.isDueToOpen(OPENS)).isFalse();
        sale.moveTo(SaleStatus.PAUSED);
        assertThat(sale.isDueToOpen(OPENS)).isFalse();
        assertThat(sale.isDueToClose(CLOSES)).isTrue();
        sale.moveTo(SaleStatus.CLOSED);
        assertThat(sale.isDueToClose(CLOSES)).isFalse();
    }

    @Test
    void namesActsAsOperatorsDo() {
        Sale sale = sale(OPENS, CLOSES);
        assertThat(sale.actTo(SaleStatus.OPEN)).isEqualTo(Act.OPEN);
        assertThat(sale.actTo(SaleStatus.PAUSED)).isEqualTo(Act.PAUSE);
        sale.moveTo(SaleStatus.PAUSED);
        assertThat(sale.actTo(SaleStatus.OPEN)).isEqualTo(Act.RESUME);
        assertThat(sale.actTo(SaleStatus.CLOSED)).isEqualTo(Act.CLOSE);
        assertThatThrownBy(() -> sale.actTo(SaleStatus.SCHEDULED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhatAKeyDidAndNothingOfAnEmptyOne() {
        Sale sale = sale(OPENS, CLOSES);
        sale.acts.add(new PastAct(1, 0, "", "", Act.OPEN));
        sale.acts.add(new PastAct(2, 0, "desk", "k1", Act.PAUSE));
        assertThat(sale.actOf("k1").sequence()).isEqualTo(2);
        assertThat(sale.actOf("k2")).isNull();
        assertThat(sale.actOf("")).isNull();
    }

    @Test
    void takesOpenAndResumeForOneMove() {
        assertThat(Act.OPEN.target()).isEqualTo(Act.RESUME.target()).isEqualTo(SaleStatus.OPEN);
        assertThat(Act.PAUSE.target()).isEqualTo(SaleStatus.PAUSED);
        assertThat(Act.CLOSE.target()).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void knowsEveryActByItsWordAndNoOther() {
        assertThat(Act.values()).allSatisfy(act -> assertThat(Act.of(act.word())).isEqualTo(act));
        assertThatThrownBy(() -> Act.of("OPEN"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("\"OPEN\" is unknown");
    }
}
