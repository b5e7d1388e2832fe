package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.gate.SmallShard.Answer;
import dev.shoutgate.gate.pass.SentPass;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two shards over one log: the one that does not decide knows what the other did, and goes on where it ended. */
@Timeout(60)
class FollowingShardTest {

    private static final int STOCK = 4;

    @TempDir
    private Path folder;
    private SmallShard leader;
    private SaleShard inventory;
    private SharedLog log;
    private CommandRing ring;
    private AdmissionGate gate;

    @BeforeEach
    void begin() throws IOException {
        leader = new SmallShard(folder, 256, 8, new RateLimiter(0, 1), STOCK, true);
        inventory = new SaleShard(0, new ShardCapacity(1_000, 500), new HeapItemTable(500));
        log = new SharedLog(leader.journal, 1, true);
        ring = new CommandRing(256, 8, inventory, log, System::currentTimeMillis, () -> { });
        gate = new AdmissionGate(ring, inventory.priorBuyers(), new RateLimiter(0, 1));
        ring.start();
        tick(() -> inventory.lastSequence() == leader.journal.durableSequence());
    }

    @AfterEach
    void end() throws IOException {
        log.letThrough();
        ring.close();
        leader.close();
        inventory.close();
    }

    private void tick(Callable<Boolean> condition) {
        SmallShard.soon(() -> {
            ring.tryTick();
            return condition.call();
        });
    }

    private Answer ask(Command command) {
        Answer answer = leader.answerTo(command);
        assertThat(ring.tryPublish(command)).isTrue();
        return answer;
    }

    private Answer answered(Command command) {
        Answer answer = ask(command);
        SmallShard.awaitAll(List.of(answer));
        return answer;
    }

    private void takeOver() {
        leader.ring.close();
        leader.journal.handOver();
        log.ours = true;
        tick(() -> ring.health().state() == State.SERVING);
    }

    /** As the frontend does, on an event loop. */
    private boolean tryEnter(Command buy) {
        Sale sale = inventory.sales().find("demo");
        SentPass pass = new SentPass();
        pass.clear(buy);
        return gate.tryEnter(buy, sale, new Item[] {sale.item(0)}, pass, System.currentTimeMillis());
    }

    @Test
    void knowsWhatTheOtherDecidedAndRecordsNothing() {
        Answer bought = leader.press("first");
        SmallShard.awaitAll(List.of(bought));

        Answer repeated = answered(leader.buy("first", "key-first", 1));
        assertThat(repeated.outcome.accepted()).isTrue();
        assertThat(repeated.outcome.replayed).isTrue();
        assertThat(repeated.outcome.orderNumber).isEqualTo(bought.outcome.orderNumber);
        assertThat(answered(SmallShard.read(bought.outcome.orderNumber, "first")).outcome.status)
                .isEqualTo(OrderStatus.HELD);
        Answer refused = answered(leader.buy("second", "k", 1));
        assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        assertThat(refused.outcome.unknown).isFalse();
        assertThat(ring.health().state()).isEqualTo(State.FOLLOWING);
        assertThat(leader.journal.durableSequence()).isEqualTo(bought.outcome.sequence);
    }

    @Test
    void goesOnWithTheNextSequenceAndTheStockThatIsLeft() {
        Answer bought = leader.press("first");
        SmallShard.awaitAll(List.of(bought));
        takeOver();

        log.letThrough();
        Answer next = answered(leader.buy("second", "k", STOCK - 1));
        assertThat(next.outcome.accepted()).isTrue();
        assertThat(next.outcome.sequence).isEqualTo(bought.outcome.sequence + 1);
        assertThat(answered(leader.buy("third", "k", 1)).outcome.problem).isEqualTo(Problem.SOLD_OUT);
    }

    @Test
    void leavesUnansweredWhatTheLogWentOnWithout() {
        takeOver();
        log.leftBehind = true;
        Answer inDoubt = ask(leader.buy("first", "k", 1));
        SmallShard.soon(() -> log.waits);
        log.letThrough();

        SmallShard.awaitAll(List.of(inDoubt));
        assertThat(inDoubt.outcome.unknown).isTrue();
        assertThat(ring.health().isStopped()).isTrue();
    }

    @Test
    void saysSoldOutAtTheGateOnlyOnceTheLogDoes() {
        takeOver();
        Answer all = ask(leader.buy("first", "k", STOCK));
        SmallShard.soon(() -> log.waits);

        Command late = leader.buy("late", "k", 1);
        Answer loser = leader.answerTo(late);
        assertThat(tryEnter(late)).as("another may undo what was sold").isTrue();
        log.letThrough();
        SmallShard.awaitAll(List.of(all, loser));
        assertThat(loser.outcome.problem).isEqualTo(Problem.SOLD_OUT);
        Command later = leader.buy("later", "k", 1);
        later.outcome = new Outcome(ignored -> { });
        SmallShard.soon(() -> !ring.isAhead());
        assertThat(tryEnter(later)).as("nobody can, any more").isFalse();
        assertThat(later.outcome.problem).isEqualTo(Problem.SOLD_OUT);
    }
}
