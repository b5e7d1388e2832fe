package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.gate.SmallShard.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is a refusal and not a loss: whatever needs no room on it goes on. */
@Timeout(60)
class DiskFullTest {

    @TempDir
    private Path folder;

    @Test
    void refusesWhatItCannotRecordAndServesTheRest() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Answer safe = shard.press("safe");
            Answer given = shard.press("given");
            SmallShard.awaitAll(List.of(safe, given));
            SmallShard.awaitAll(List.of(shard.ask(shard.cancel(given.outcome))));
            fill(shard);

            Answer late = shard.press("late");
            Answer read = shard.ask(SmallShard.read(safe.outcome.orderNumber, "safe"));
            Answer repeated = shard.press("safe");
            Answer tooMany = shard.ask(shard.buy("safe", "k2", 99));
            Answer cancel = shard.ask(shard.cancel(safe.outcome));
            Answer cancelled = shard.ask(shard.cancel(given.outcome));
            Answer audit = shard.ask(shard.audit());
            SmallShard.awaitAll(List.of(late, read, repeated, tooMany, cancel, cancelled, audit));

            assertThat(late.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(read.outcome.accepted()).isTrue();
            assertThat(repeated.outcome.replayed).isTrue();
            assertThat(tooMany.outcome.problem).as("needs no room").isEqualTo(Problem.LIMIT_REACHED);
            assertThat(cancel.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(cancelled.outcome.accepted()).as("it is that already").isTrue();
            assertThat(audit.outcome.accepted()).isTrue();
            assertThat(shard.ring.health().state()).isEqualTo(ShardHealth.State.FULL);
        }
    }

    @Test
    void goesOnByItselfOnceThereIsRoom() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            fill(shard);
            Answer refused = shard.press("late");
            SmallShard.awaitAll(List.of(refused));
            assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);

            shard.disk.setFull(false);
            shard.tickUntil(shard.ring.health()::hasRoom);
            Answer again = shard.press("late");
            SmallShard.awaitAll(List.of(again));
            assertThat(again.outcome.accepted()).isTrue();
            assertThat(again.outcome.replayed).isFalse();
        }
    }

    @Test
    void recordsNoOpeningOfASaleThatIsDue() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            // Late enough for the disk to be full by then, on a busy machine too.
            SaleDefinition due = SmallShard.opening(shard.definition("due", 1), System.currentTimeMillis() + 2_500);
            SmallShard.awaitAll(List.of(shard.ask(shard.define(due))));
            fill(shard);
            Command buy = shard.buy("b", "k", 1);
            buy.saleNumber = shard.inventory.sales().find("due").number();
            SmallShard.soon(() -> shard.inventory.sales().find("due").isDueToOpen(System.currentTimeMillis()));
            Answer refused = shard.ask(buy);
            SmallShard.awaitAll(List.of(refused));

            assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(shard.inventory.sales().find("due").isOpen()).isFalse();
        }
    }

    @Test
    void sellsNothingOfAnItemWhoseTimeToGoHasCome() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            SmallShard.awaitAll(List.of(shard.ask(shard.define(going(shard.definition("due", 1))))));
            Sale sale = shard.inventory.sales().find("due");
            SmallShard.awaitAll(List.of(shard.ask(
                    SmallShard.wish(new Wish.Move(sale.number(), Act.OPEN, SmallShard.operator(""))))));
            fill(shard);
            Command buy = shard.buy("b", "k", 1);
            buy.saleNumber = sale.number();
            buy.itemNumbers[0] = sale.item(0).number();
            SmallShard.soon(() -> sale.item(0).isDue(System.currentTimeMillis()));
            Answer refused = shard.ask(buy);
            SmallShard.awaitAll(List.of(refused));

            assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(sale.item(0).isOnNow()).as("nobody could record that it went").isTrue();
        }
    }

    /** With an item that goes once the disk is full. */
    private static SaleDefinition going(SaleDefinition sale) {
        Description goes = new Description("t", "", Description.NO_LIST_PRICE, SaleDefinition.NEVER,
                System.currentTimeMillis() + 2_500);
        return new SaleDefinition(sale.saleId(), sale.merchant(), sale.title(), sale.currency(), sale.opensAtMs(),
                sale.closesAtMs(), sale.holdSeconds(), sale.latePayment(), List.of(sale.items().get(0).with(goes)));
    }

    @Test
    void stillTellsAtTheGateThatAllIsSold() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8, new RateLimiter(0, 1), 1, true)) {
            SmallShard.awaitAll(List.of(shard.press("lucky")));
            fill(shard);
            Command buy = shard.buy("b", "k", 1);
            Answer refused = shard.answerTo(buy);
            assertThat(shard.tryEnter(buy)).isFalse();
            assertThat(refused.outcome.problem).isEqualTo(Problem.SOLD_OUT);
        }
    }

    /** Large definitions until the journal has room for no more. */
    private static void fill(SmallShard shard) {
        shard.disk.setFull(true);
        for (int i = 0; shard.journal.hasRoom(); i++) {
            SmallShard.awaitAll(List.of(shard.ask(shard.define("large-" + i, 500))));
        }
    }
}
