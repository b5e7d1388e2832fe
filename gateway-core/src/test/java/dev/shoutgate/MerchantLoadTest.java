package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MerchantLoadTest {

    @Test
    void countsWhoEnteredAndHasNotLeft() {
        MerchantLoad load = new MerchantLoad(1);
        for (int i = 0; i < 5; i++) {
            load.enter();
        }
        assertThat(load.startLeaving()).isTrue();
        assertThat(load.startLeaving()).isFalse();
        assertThat(load.waiting()).as("none has left before the batch is over").isEqualTo(5);

        load.leave();
        assertThat(load.waiting()).isEqualTo(3);
        assertThat(load.startLeaving()).as("of the next batch").isTrue();
        load.leave();
        assertThat(load.waiting()).isEqualTo(2);
    }

    @Test
    void losesNoneOfSeveralThreads() throws Exception {
        MerchantLoad load = new MerchantLoad(1);
        ExecutorService loops = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Void>> entering = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                entering.add(() -> {
                    for (int press = 0; press < 100_000; press++) {
                        load.enter();
                    }
                    return null;
                });
            }
            for (Future<Void> one : loops.invokeAll(entering)) {
                one.get();
            }
        } finally {
            loops.shutdownNow();
        }
        assertThat(load.waiting()).isEqualTo(300_000);
    }

    @Test
    void knowsWhetherItWasPressedLatelyByAClockThatMayBeSetBack() {
        MerchantLoad load = new MerchantLoad(1);
        assertThat(load.isPressedWithin(1_000, 500_000)).isFalse();

        load.pressed(500_000);
        load.pressed(500_050);
        assertThat(load.isPressedWithin(1_000, 500_999)).isTrue();
        assertThat(load.isPressedWithin(1_000, 501_000)).isFalse();
        assertThat(load.isPressedWithin(1_000, 400_000)).as("the clock was set back").isFalse();

        load.pressed(500_100);
        assertThat(load.isPressedWithin(1_000, 501_050)).isTrue();
    }
}
