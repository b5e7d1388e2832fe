package dev.shoutgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.bench.exchange.EngineProcess;
import dev.shoutgate.bench.exchange.OrderRun;
import dev.shoutgate.bench.load.Spread;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BesideExchangeTest {

    private static OrderRun run(long engineNs) {
        return new OrderRun(10, 10, 1_000, engineNs, 2 * engineNs);
    }

    @Test
    void comparesWithinARoundAndThenTakesTheMiddle() {
        List<OrderRun> shard = List.of(run(100), run(400), run(300));
        List<OrderRun> other = List.of(run(1_000), run(1_000), run(600));

        assertThat(BesideExchange.ratio(shard, other)).isEqualTo(new Spread(0.1, 0.4, 0.5));
    }

    /** Both real engines: each must accept every order, or the command fails. */
    @Test
    void letsBothEnginesSellToEveryBuyer() {
        int code = new CommandLine(new BesideExchange())
                .execute("--buyers", "4096", "--rounds", "2", "--warm-ups", "1", "--orders", "1");

        assertThat(code).isZero();
    }

    @Test
    void countsTheTimeOfAllThreadsOfTheOtherEngine() throws IOException, InterruptedException {
        // Long enough for the steps of 10 ms in which the JVM knows of its processor time.
        OrderRun run = EngineProcess.exchange("YIELDING", 200_000, 0, 1).run();

        assertThat(run.orders()).isEqualTo(200_000);
        assertThat(run.engineNs()).isEqualTo(run.processNs()).isPositive();
    }

    @Test
    void failsWhereAnEngineFails() {
        EngineProcess noShard = new EngineProcess("none", System.getProperty("java.class.path"),
                List.of("dev.shoutgate.bench.exchange.ShardOrders", "256", "0"));

        assertThatThrownBy(noShard::run).isInstanceOf(IOException.class).hasMessageContaining("none failed");
    }

    @Test
    void failsWhereNothingWasSold() {
        EngineProcess nobody = EngineProcess.shard(256, 0, 0);

        assertThatThrownBy(nobody::run).isInstanceOf(IOException.class).hasMessageContaining("accepted 0 of 0");
    }
}
