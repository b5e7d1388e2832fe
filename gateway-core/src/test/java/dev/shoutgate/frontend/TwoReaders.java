package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same things happen to the same connections twice: once with the reader in front of Netty's decoder, once with the
 * decoder alone. After each of them nobody may see a difference.
 */
final class TwoReaders {

    static final FrontendLimits LIMITS =
            new FrontendLimits(200, 1200, 9_000, 4, 10, 10, Duration.ofSeconds(10), Duration.ofSeconds(30));

    final Witness fast = new Witness();
    private final Witness thorough = new Witness();
    private final List<WitnessedConnection> fastOnes = new ArrayList<>();
    private final List<WitnessedConnection> thoroughOnes = new ArrayList<>();

    /** {@code connections}: of one event loop, so that they share the reader. */
    TwoReaders(int connections) {
        RequestReader reader = new RequestReader(fast.routes, LIMITS);
        for (int i = 0; i < connections; i++) {
            fastOnes.add(new WitnessedConnection(fast.routes, LIMITS, reader));
            thoroughOnes.add(new WitnessedConnection(thorough.routes, LIMITS, null));
        }
    }

    /** A read of one of them; while it is paused, one that was under way. */
    void read(int connection, byte[] bytes) {
        both(connection, one -> one.read(bytes));
    }

    void endInput(int connection) {
        both(connection, WitnessedConnection::endInput);
    }

    void sweep(int connection, int seconds) {
        both(connection, one -> one.sweep(seconds));
    }

    void complete(boolean oldest, boolean unknown) {
        fast.complete(oldest, unknown);
        thorough.complete(oldest, unknown);
        fastOnes.forEach(WitnessedConnection::settle);
        thoroughOnes.forEach(WitnessedConnection::settle);
        compare();
    }

    /** Answers until the connection is read again, if it ever will be. */
    void resume(int connection) {
        while (!fastOnes.get(connection).isRead() && fast.isWaitedFor()) {
            complete(true, false);
        }
    }

    private void both(int connection, Consumer<WitnessedConnection> act) {
        act.accept(fastOnes.get(connection));
        act.accept(thoroughOnes.get(connection));
        compare();
    }

    private void compare() {
        assertThat(fast.seen).as("what endpoints were asked").isEqualTo(thorough.seen);
        for (int i = 0; i < fastOnes.size(); i++) {
            WitnessedConnection one = fastOnes.get(i);
            WitnessedConnection other = thoroughOnes.get(i);
            assertThat(one.state()).as("connection %d", i).isEqualTo(other.state());
            assertThat(one.readsWhilePaused + other.readsWhilePaused).as("reads while paused").isZero();
        }
    }

    /** Answers all that wait, ends the connections, and looks for memory that nobody gave back. */
    void close() {
        while (fast.isWaitedFor()) {
            complete(true, false);
        }
        for (List<WitnessedConnection> ones : List.of(fastOnes, thoroughOnes)) {
            ones.forEach(one -> assertThat(one.close()).as("bytes that leaked").isZero());
        }
        assertThat(fast.seen).as("what endpoints were asked").isEqualTo(thorough.seen);
    }

    /** How many requests did without Netty's decoder, and how many went through it. */
    int wholes() {
        return fastOnes.stream().mapToInt(one -> one.wholes).sum();
    }

    int heads() {
        return fastOnes.stream().mapToInt(one -> one.heads).sum();
    }
}
