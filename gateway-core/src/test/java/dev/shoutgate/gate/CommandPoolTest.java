package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that are taken and given back, by one and by many. */
@Timeout(60)
class CommandPoolTest {

    private static final int TURNS = 100_000;
    /** More than any pool here has. */
    private static final int MOST = 100;

    @Test
    void takesFirstWhatWasGivenBackLast() {
        CommandPool pool = new CommandPool(16);
        CommandPool.Returns returns = pool.new Returns();
        int first = pool.take();
        int second = pool.take();
        returns.add(first);
        returns.add(second);
        returns.release();

        assertThat(pool.take()).isEqualTo(second);
        assertThat(pool.take()).isEqualTo(first);
        pool.putBack(first);
        assertThat(pool.take()).isEqualTo(first);
    }

    @Test
    void hasSoManyAndEachOnce() {
        CommandPool pool = new CommandPool(16);
        List<Integer> taken = takeAll(pool);
        assertThat(taken).hasSize(16).doesNotHaveDuplicates();

        taken.forEach(pool::putBack);
        assertThat(takeAll(pool)).containsExactlyInAnyOrderElementsOf(taken);
    }

    @Test
    void keepsWhatTheShardGivesBackUntilTheBatchIsOver() {
        CommandPool pool = new CommandPool(4);
        CommandPool.Returns returns = pool.new Returns();
        List<Integer> taken = takeAll(pool);
        pool.get(taken.get(0)).buyer.set("somebody");
        taken.forEach(returns::add);
        assertThat(pool.take()).isEqualTo(CommandPool.NONE);

        returns.release();
        returns.release();
        assertThat(takeAll(pool)).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(pool.get(taken.get(0)).buyer.length()).as("emptied").isZero();
    }

    /** Nobody else holds on to what it was about, though no shard has seen it. */
    @Test
    void emptiesWhatIsPutBackToo() {
        CommandPool pool = new CommandPool(4);
        int place = pool.take();
        Outcome outcome = new Outcome(receiver -> { });
        pool.get(place).copyFrom(Command.of(new Wish.Retire(1, 2), outcome));
        pool.putBack(place);

        assertThat(pool.get(place).outcome).isNull();
        assertThat(pool.get(place).wish).isNull();
    }

    /** Whoever was held up between a look and a take would put on top what another has by now. */
    @Test
    void takesNoTopThatWasTakenAndGivenBackMeanwhile() {
        CommandPool pool = new CommandPool(4);
        long seen = pool.head();
        int below = pool.below((int) seen);
        int top = pool.take();
        assertThat(pool.take()).isEqualTo(below);
        pool.putBack(top);

        assertThat(pool.tryTake(seen, below)).isFalse();
        assertThat(pool.tryTake(pool.head(), pool.below(top))).isTrue();
        assertThat(takeAll(pool)).doesNotContain(top, below);
    }

    /** The number of changes goes on where none is left. */
    @Test
    void takesNoTopOfBeforeAllWereOut() {
        CommandPool pool = new CommandPool(2);
        long seen = pool.head();
        int top = pool.take();
        int below = pool.take();
        pool.putBack(top);

        assertThat(pool.tryTake(seen, below)).isFalse();
    }

    /** Few, so that the same ones come round while somebody looks at the top. */
    @Test
    void handsNoneToTwo() throws Exception {
        CommandPool pool = new CommandPool(8);
        AtomicIntegerArray owners = new AtomicIntegerArray(8);
        ConcurrentLinkedQueue<Integer> ring = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<Boolean> one = threads.submit(takesAndPutsBack(pool, owners));
            Future<Boolean> other = threads.submit(takesAndPutsBack(pool, owners));
            Future<Boolean> publisher = threads.submit(publishes(pool, owners, ring));
            Future<Boolean> shard = threads.submit(givesBack(pool, owners, ring));
            assertThat(List.of(one.get(), other.get(), publisher.get(), shard.get())).containsOnly(true);
        } finally {
            threads.shutdownNow();
        }
        assertThat(takeAll(pool)).as("all are back").containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }

    private static Callable<Boolean> takesAndPutsBack(CommandPool pool, AtomicIntegerArray owners) {
        return () -> {
            boolean alone = true;
            for (int i = 0; i < TURNS; i++) {
                int top = await(pool);
                alone &= owners.incrementAndGet(top) == 1;
                int next = await(pool);
                alone &= owners.incrementAndGet(next) == 1;
                owners.decrementAndGet(top);
                pool.putBack(top);
                owners.decrementAndGet(next);
                pool.putBack(next);
            }
            return alone;
        };
    }

    private static Callable<Boolean> publishes(CommandPool pool, AtomicIntegerArray owners,
            ConcurrentLinkedQueue<Integer> ring) {
        return () -> {
            boolean alone = true;
            for (int i = 0; i < TURNS; i++) {
                while (ring.size() > 2) {
                    checkTimeIsNotUp();
                    Thread.onSpinWait();
                }
                int place = await(pool);
                alone &= owners.incrementAndGet(place) == 1;
                ring.add(place);
            }
            return alone;
        };
    }

    private static Callable<Boolean> givesBack(CommandPool pool, AtomicIntegerArray owners,
            ConcurrentLinkedQueue<Integer> ring) {
        return () -> {
            CommandPool.Returns returns = pool.new Returns();
            for (int given = 0; given < TURNS;) {
                Integer place = ring.poll();
                if (place == null) {
                    checkTimeIsNotUp();
                    returns.release();
                    Thread.onSpinWait();
                } else {
                    owners.decrementAndGet(place);
                    returns.add(place);
                    given++;
                }
            }
            returns.release();
            return true;
        };
    }

    private static int await(CommandPool pool) {
        int place = pool.take();
        while (place == CommandPool.NONE) {
            checkTimeIsNotUp();
            Thread.onSpinWait();
            place = pool.take();
        }
        return place;
    }

    private static void checkTimeIsNotUp() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("nothing came back in time");
        }
    }

    /** More than there are, where one comes round again and again. */
    private static List<Integer> takeAll(CommandPool pool) {
        List<Integer> taken = new ArrayList<>();
        for (int place = pool.take(); place != CommandPool.NONE && taken.size() < MOST; place = pool.take()) {
            taken.add(place);
        }
        return taken;
    }
}
