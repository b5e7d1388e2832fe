package dev.shoutgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.ResidentSet;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.GatewayFigures;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.bench.pause.SnapshotTimes;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The parts that StartTimes and SnapshotPause are made of, on a real gateway with few orders. */
class StartTimesTest {

    private static final int ORDERS = 1_000;

    @Test
    void fillsAFolderThatAGatewayGoesOnWithAfterAKill() throws Exception {
        try (ScratchFolder folder = ScratchFolder.make("orders")) {
            OrdersGateway gateway = new OrdersGateway(folder, "256m", List.of("storage: []"));
            OrdersFolder.make(folder.resolve("data"), ORDERS);
            ServerProcess first = gateway.start(folder.resolve("data"));
            assertThat(new SaleDesk(first).unitsHeld(OrdersFolder.REQUEST.saleId())).isEqualTo(ORDERS);
            assertThat(ResidentSet.of(first.pid()).bytes()).isGreaterThan(10 << 20);
            first.kill();
            try (ServerProcess second = gateway.start(folder.resolve("data"))) {
                assertThat(second.startTook()).isPositive();
                assertThat(second.errors()).contains("facts replayed");
                assertThat(GatewayFigures.scrape(second).sum("shoutgate_journal_sequence")).isEqualTo(ORDERS + 3);
                pressInAnOpenLoop(second);
            }
        }
    }

    private static void pressInAnOpenLoop(ServerProcess gateway) throws Exception {
        TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime(), 1_000, 500);
        new OpenLoop(gateway.address("buyers"), OrdersFolder.REQUEST, 3).run(answers, "open-");
        Histogram all = TimedAnswers.histogram();
        answers.sort(SnapshotTimes.of(""), 0, TimedAnswers.histogram(), all);
        assertThat(all.getTotalCount()).isEqualTo(500);
        assertThat(all.getMinValue()).isPositive();
        assertThat(new SaleDesk(gateway).unitsHeld(OrdersFolder.REQUEST.saleId())).isEqualTo(ORDERS + 500);

        OpenLoop elsewhere = new OpenLoop(gateway.address("buyers"), new BuyRequest("no-such-sale", "phone"), 2);
        assertThatThrownBy(() -> elsewhere.run(TimedAnswers.scheduled(System.nanoTime(), 100, 4), "lost-"))
                .isInstanceOf(IOException.class).hasMessageContaining("404");
    }

    @Test
    void readsWhatTheKernelSaysOfMemory() {
        String status = "Name:\tjava\nVmRSS:\t  204800 kB\nRssAnon:\t  102400 kB\nRssFile:\t  102400 kB\n";
        assertThat(ResidentSet.parse(status)).isEqualTo(new ResidentSet(200L << 20, 100L << 20));
        assertThatThrownBy(() -> ResidentSet.parse("Name:\tjava\n")).hasMessageContaining("no VmRSS");
    }
}
