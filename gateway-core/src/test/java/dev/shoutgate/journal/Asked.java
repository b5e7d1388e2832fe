package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Wish;
import java.util.function.LongSupplier;

/** One question to a shard and what became of it. Asked by the test's thread, answered on the shard's. */
final class Asked {

    final ShardLog.Key key;
    private final Command command;
    private final Outcome outcome = new Outcome(this::take);
    private LongSupplier durable;
    private volatile long durableThen;
    private volatile int times;

    Asked(ShardLog.Key key, Command command) {
        this.key = key;
        this.command = command;
        command.outcome = outcome;
    }

    /** {@code durableSequence} is looked at when the answer comes. */
    Command command(LongSupplier durableSequence) {
        durable = durableSequence;
        return command;
    }

    Command.Kind kind() {
        return command.kind;
    }

    Wish wish() {
        return command.wish;
    }

    int quantity() {
        return command.quantities[0];
    }

    private void take(Outcome given) {
        durableThen = durable.getAsLong();
        times++;
    }

    boolean isAnswered() {
        return times > 0;
    }

    /** The answer, which may tell of nothing that was not on disk when it came. */
    Outcome outcome() {
        assertThat(times).as("answers to one question").isEqualTo(1);
        if (outcome.accepted() && outcome.hasOrder) {
            assertThat(outcome.sequence).as("told before it was on disk").isLessThanOrEqualTo(durableThen);
        }
        if (outcome.accepted() && outcome.orders != null) {
            assertThat(outcome.orders).as("listed before they were on disk")
                    .allMatch(order -> order.sequence <= durableThen);
        }
        return outcome;
    }
}
