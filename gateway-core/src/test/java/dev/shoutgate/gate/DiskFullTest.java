package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
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
