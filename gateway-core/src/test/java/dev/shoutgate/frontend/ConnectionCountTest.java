package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

    private static final InetAddress ONE = address(1);
    private static final InetAddress TWO = address(2);

    @Test
    void takesSoManyInAll() {
        ConnectionCount count = new ConnectionCount(2, 2);

        assertThat(count.tryOpen()).isTrue();
        assertThat(count.tryOpen()).isTrue();
        assertThat(count.tryOpen()).isFalse();
        assertThat(count.all()).isEqualTo(2);
        count.close();
        assertThat(count.tryOpen()).isTrue();
        assertThat(count.all()).isEqualTo(2);
    }

    @Test
    void takesSoManyFromOneAddressAndCountsNoneThatItTurnedAway() {
        ConnectionCount count = new ConnectionCount(10, 2);
        count.tryAdd(ONE);
        count.tryAdd(ONE);

        for (int i = 0; i < 20; i++) {
            assertThat(count.tryAdd(ONE)).isFalse();
        }
        assertThat(count.tryAdd(TWO)).isTrue();
        count.remove(ONE);
        assertThat(count.tryAdd(ONE)).isTrue();
    }

    @Test
    void losesCountOfNothingHoweverManyComeAndGoAtOnce() throws Exception {
        ConnectionCount count = new ConnectionCount(5, 3);
        Callable<Integer> comeAndGo = () -> {
            int taken = 0;
            for (int i = 0; i < 20_000; i++) {
                InetAddress address = i % 2 == 0 ? ONE : TWO;
                if (count.tryOpen()) {
                    if (count.tryAdd(address)) {
                        taken++;
                        count.remove(address);
                    }
                    count.close();
                }
            }
            return taken;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> taken : threads.invokeAll(Stream.generate(() -> comeAndGo).limit(4).toList())) {
                assertThat(taken.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(count.all()).isZero();
        assertThat(List.of(count.tryAdd(ONE), count.tryAdd(ONE), count.tryAdd(ONE), count.tryAdd(ONE)))
                .containsExactly(true, true, true, false);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
