package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ItemTest {

    private final HeapItemTable table = new HeapItemTable(4);
    private final ItemValue figures = table.enter(2);
    private final Item item =
            new Item(2, 1, new ItemDefinition("phone", "A phone", 199_900, 1_000, 2, true), figures);

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void startsWithWhatItsDefinitionSays() {
        assertThat(item.total()).isEqualTo(1_000);
        assertThat(item.availableNow()).isEqualTo(1_000);
        assertThat(item.held()).isZero();
        assertThat(item.sold()).isZero();
        assertThat(item.price()).isEqualTo(199_900);
        assertThat(item.limit()).isEqualTo(2);
        assertThat(item.isOn()).isTrue();
        assertThat(item.isOnNow()).isTrue();
        assertThat(item.limitNow()).isEqualTo(2);
    }

    @Test
    void showsAllFiguresInOneView() {
        item.hold(3);
        item.sell(4);
        assertThat(item.view()).isEqualTo(
                new SaleView.ItemView(item.definition(), item.definition().terms(), 1_000, 3, 4));
    }

    @Test
    void isOffWhereItsDefinitionSaysSo() {
        Item off = new Item(3, 1, new ItemDefinition("case", "", 1, 1, 1, false), table.enter(3));
        assertThat(off.isOn()).isFalse();
        assertThat(off.isOnNow()).isFalse();
    }

    @Test
    void takesOnTheTermsThatAreNamedAndKeepsTheOthers() {
        Description phone = Description.of("A phone");
        item.change(new Change(149_900L, null, null));
        assertThat(item.terms()).isEqualTo(new Terms(149_900, 2, true, phone));
        item.change(new Change(null, 5, null));
        assertThat(item.terms()).isEqualTo(new Terms(149_900, 5, true, phone));
        item.change(new Change(null, null, false));
        assertThat(item.view()).isEqualTo(
                new SaleView.ItemView(item.definition(), new Terms(149_900, 5, false, phone), 1_000, 0, 0));
    }

    @Test
    void takesOnWhatIsSaidOfItAndKeepsWhatWasSaidFirst() {
        Description now = new Description("The phone", "/phone.png", 249_900, 5, 9);
        item.describe(now);
        assertThat(item.definition().title()).isEqualTo("The phone");
        assertThat(item.view().terms()).isEqualTo(new Terms(199_900, 2, true, now));
        item.change(new Change(null, null, null, null, "", Description.NO_LIST_PRICE, null, SaleDefinition.NEVER));
        assertThat(item.view().terms().description())
                .isEqualTo(new Description("The phone", "", Description.NO_LIST_PRICE, 5, SaleDefinition.NEVER));
        assertThat(item.firstDefinition().title()).isEqualTo("A phone");
        assertThat(item.firstDefinition().terms()).isEqualTo(new Terms(199_900, 2, true, Description.of("A phone")));
    }

    @Test
    void allowsABuyerNoMoreThanTheLimit() {
        assertThat(item.allows(2)).isTrue();
        assertThat(item.allows(3)).isFalse();
    }

    @Test
    void movesUnitsAndGivesThemBack() {
        item.hold(3);
        item.sell(4);
        assertThat(item.availableNow()).isEqualTo(993);
        item.hold(-3);
        item.sell(-1);
        assertThat(item.held()).isZero();
        assertThat(item.sold()).isEqualTo(3);
        assertThat(item.available()).isEqualTo(997);
        assertThat(item.total()).isEqualTo(1_000);
    }

    @Test
    void closesEveryChangeThatItOpens() {
        item.hold(1);
        item.sell(1);
        item.change(new Change(1L, null, null));
        assertThat(figures.getVersion()).as("half-changes: the definition, a hold, a sale, terms").isEqualTo(8);
    }

    @Test
    void showsReadersNoHalfOfAChange() {
        int changes = 200_000;
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<long[]> reader = CompletableFuture.supplyAsync(() -> read(over));
        try {
            for (int i = 1; i <= changes; i++) {
                // Held and sold together are always 1,000: any other sum is a torn reading.
                figures.beginChange();
                figures.setHeld(i % 1_000);
                figures.setSold(1_000 - i % 1_000);
                figures.endChange();
            }
        } finally {
            over.set(true);
        }
        long[] readingsAndTorn = reader.join();
        assertThat(readingsAndTorn[0]).as("readings").isPositive();
        assertThat(readingsAndTorn[1]).as("torn readings").isZero();
    }

    private long[] read(AtomicBoolean over) {
        long readings = 0;
        long torn = 0;
        do {
            long available = item.availableNow();
            long viewed = item.view().available();
            torn += (available == 0 || available == 1_000) && (viewed == 0 || viewed == 1_000) ? 0 : 1;
            readings++;
        } while (!over.get());
        return new long[] {readings, torn};
    }
}
