package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM in the middle of everything: what was taken is answered and stays, what was not answered was not taken. */
class CleanRestartTest {
    private static final int STOPS = Integer.getInteger("shoutgate.stops", 2);
    private static final int PIPELINED = 64;

    @TempDir
    Path folder;

    private final Told told = new Told();
    private final Verdict verdict = new Verdict();
    private Path data;
    private String sale;

    @BeforeEach
    void setUp() {
        data = folder.resolve("data");
    }

    @Test
    void drainsUnderLoadAndKeepsEveryOrder() throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            try (GatewayProcess gateway = serve()) {
                assertKept(gateway);
                int before = told.promises();
                Load load = Load.start(gateway.buyersPort(), sale, told, 8, Basket.MIXED, stop);
                load.awaitPromises(500, before);
                assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
                load.awaitEnd();
            }
            // No gateway runs: what it had taken is in the database because it flushed before it went.
            new DatabaseReckoning(data, sale, told).assertEveryOrderIsARow();
        }
        try (GatewayProcess gateway = serve()) {
            assertKept(gateway);
            new DatabaseReckoning(data, sale, told).assertSaysWhatTheApiSays(gateway.buyersPort());
        }
    }

    @Test
    void answersWhatIsPipelinedInItsOrderOrDoesNotTakeIt() throws Exception {
        for (int answersBefore : new int[] {0, 1, 20}) {
            try (GatewayProcess gateway = serve(); RawHttp connection = RawHttp.connect(gateway.buyersPort())) {
                assertKept(gateway);
                List<Press> presses = Stream.generate(CleanRestartTest::press).limit(PIPELINED).toList();
                connection.send(Pipeline.bytes(presses, press -> press.in(sale).bytes()));
                for (int i = 0; i < answersBefore; i++) {
                    told.answered(presses.get(i), connection.read());
                }
                CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> terminate(gateway));
                readToTheEnd(connection, presses.subList(answersBefore, PIPELINED));
                assertThat(exitCode.get()).as("%s", gateway.output()).isZero();
            }
        }
        try (GatewayProcess gateway = serve()) {
            assertKept(gateway);
        }
    }

    @Test
    void isNotHeldUpByThoseWhoSayNothing() throws Exception {
        try (GatewayProcess gateway = serve(); RawHttp idle = RawHttp.connect(gateway.buyersPort());
                RawHttp half = RawHttp.connect(gateway.buyersPort())) {
            assertThat(idle.exchange(press().in(sale)).status()).isEqualTo(201);
            byte[] request = press().in(sale).bytes();
            half.send(Arrays.copyOf(request, request.length - 5));
            assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
            assertThat(idle.endsWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    /** Every answer to the end; one that broke off counts as none, and then nothing may have been taken. */
    private void readToTheEnd(RawHttp connection, List<Press> presses) {
        for (int i = 0; i < presses.size(); i++) {
            Optional<Answer> answer = connection.readUnlessClosed(Duration.ofSeconds(20));
            if (answer.isEmpty()) {
                told.unanswered.addAll(presses.subList(i, presses.size()));
                return;
            }
            told.answered(presses.get(i), answer.get());
        }
    }

    private void assertKept(GatewayProcess gateway) {
        Reckoning reckoning = new Reckoning(gateway, sale, told, verdict);
        reckoning.assertTheUnansweredWereNotTaken();
        reckoning.learnTheTruth();
        reckoning.assertKept(told.all());
        reckoning.assertFigures();
        assertThat(verdict.isClean()).as("%s\n%s", verdict, verdict.cases()).isTrue();
        assertThat(told.surprises).isEmpty();
    }

    private GatewayProcess serve() throws Exception {
        GatewayProcess gateway = GatewayProcess.serve(folder, Settings.small().with("data", data.toString()));
        if (sale == null) {
            sale = gateway.shop().open(Basket.sale());
        }
        return gateway;
    }

    private static int terminate(GatewayProcess gateway) {
        try {
            return gateway.terminate();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Press press() {
        return new Press(Fresh.buyer(), Fresh.key(), Basket.PLENTY);
    }
}
