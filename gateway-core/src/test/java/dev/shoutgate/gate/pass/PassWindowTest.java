package dev.shoutgate.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.PassRule;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardAtWork;
import dev.shoutgate.inventory.ShardCapacity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To the millisecond. */
class PassWindowTest {

    private static final long OPENS_AT_MS = ShardAtWork.START_MS + 100_000;
    private static final long CLOSES_AT_MS = OPENS_AT_MS + 100_000;
    private static final long HOUR_MS = 3_600_000;

    private final SaleShard shard = new SaleShard(0, new ShardCapacity(10, 10), new HeapItemTable(10));
    private final ShardAtWork shop = new ShardAtWork(shard);

    private Sale define(long opensAtMs, long closesAtMs) {
        shop.define(ShardAtWork.sale("demo", opensAtMs, closesAtMs, 60, ShardAtWork.item("phone", 1, 1))
                .with(PassRule.required(60, 15)));
        return shard.sales().find("demo");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void opensSoLongBeforeTheSaleAndEndsWithIt() {
        Sale sale = define(OPENS_AT_MS, CLOSES_AT_MS);
        assertThat(PassWindow.whyNone(sale, OPENS_AT_MS - 60_001)).isEqualTo(Problem.SALE_NOT_OPEN);
        assertThat(PassWindow.whyNone(sale, OPENS_AT_MS - 60_000)).isNull();
        assertThat(PassWindow.whyNone(sale, CLOSES_AT_MS - 1)).isNull();
        assertThat(PassWindow.whyNone(sale, CLOSES_AT_MS)).isEqualTo(Problem.SALE_CLOSED);
    }

    @Test
    void isOpenOnceTheSaleIsWhateverItsTimes() {
        Sale sale = define(OPENS_AT_MS, CLOSES_AT_MS);
        shop.move("demo", Act.OPEN, "");
        assertThat(PassWindow.whyNone(sale, 0)).isNull();
        shop.move("demo", Act.PAUSE, "");
        assertThat(PassWindow.whyNone(sale, 0)).isNull();
        shop.move("demo", Act.CLOSE, "");
        assertThat(PassWindow.whyNone(sale, 0)).isEqualTo(Problem.SALE_CLOSED);
    }

    @Test
    void waitsForTheHostWhereThereIsNoTime() {
        Sale sale = define(SaleDefinition.NEVER, SaleDefinition.NEVER);
        assertThat(PassWindow.whyNone(sale, Long.MAX_VALUE - 1)).isEqualTo(Problem.SALE_NOT_OPEN);
        shop.move("demo", Act.OPEN, "");
        assertThat(PassWindow.whyNone(sale, 0)).isNull();
    }

    @Test
    void letsPassesCountFourHoursFromTheOpeningOn() {
        Sale sale = define(OPENS_AT_MS, CLOSES_AT_MS);
        assertThat(PassWindow.endMs(sale, OPENS_AT_MS - 5)).isEqualTo(OPENS_AT_MS + 4 * HOUR_MS);
        assertThat(PassWindow.endMs(sale, OPENS_AT_MS + 5)).isEqualTo(OPENS_AT_MS + 5 + 4 * HOUR_MS);
        shop.move("demo", Act.OPEN, "");
        assertThat(PassWindow.endMs(sale, OPENS_AT_MS - 50_000)).as("opened before its time")
                .isEqualTo(OPENS_AT_MS - 50_000 + 4 * HOUR_MS);
    }

    @Test
    void letsChallengesCountAnHour() {
        assertThat(PassWindow.isOver(1_000, 1_000 + HOUR_MS - 1)).isFalse();
        assertThat(PassWindow.isOver(1_000, 1_000 + HOUR_MS)).isTrue();
    }
}
