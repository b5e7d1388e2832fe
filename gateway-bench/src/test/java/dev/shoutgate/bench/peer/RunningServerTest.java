package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With real servers; the bare one is behind by some hundreds of requests after each run, as a store may be. */
class RunningServerTest {

    private static final Contender LIMIT = new LimitContender(LimitContender.LIMIT);

    /** The bare server with work left to do when the crowd has gone. */
    private static final class Lagging implements Contender {

        private int waits;
        private Answered before;

        @Override
        public String name() {
            return "lagging";
        }

        @Override
        public Scene scene() {
            return Scene.SELLING;
        }

        @Override
        public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
            return LIMIT.start(folder);
        }

        @Override
        public void awaitStores(ServerProcess server) throws IOException, InterruptedException {
            waits++;
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address("buyers")))
                    .POST(BodyPublishers.ofString("x".repeat(8_000))).build();
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 500; i++) {
                client.send(request, BodyHandlers.ofString());
            }
        }

        @Override
        public void check(ServerProcess server, Answered before, LoadResult measured) {
            this.before = before;
        }
    }

    @Test
    void countsWhatIsLeftAfterARunToThatRun() throws Exception {
        Lagging contender = new Lagging();
        try (RunningServer server = RunningServer.start(contender, 4)) {
            server.warmUp(1);

            Measurement one = server.measure(3, 1);

            assertThat(contender.waits).as("before the run and after it").isEqualTo(2);
            assertThat(one.round()).isEqualTo(3);
            assertThat(one.pressedUsPerRequest()).isPositive();
            assertThat(one.cpuUsPerRequest()).isGreaterThan(one.pressedUsPerRequest());
            assertThat(one.loopBytesPerRequest()).isBetween(500.0, one.heapBytesPerRequest());
        }
    }

    @Test
    void holdsAServerToAllOfItsAnswers() throws Exception {
        Lagging contender = new Lagging();
        try (RunningServer server = RunningServer.start(contender, 4)) {
            server.warmUp(1);
            Measurement first = server.measure(1, 1);
            long warm = contender.before.requests();
            server.measure(2, 1);

            assertThat(contender.before).isEqualTo(new Answered(2, warm + first.load().requests(), 0));
        }
    }

    @Test
    void warmsUpAsLongAsItMustAndNoLonger() throws Exception {
        try (RunningServer server = RunningServer.start(LIMIT, 4)) {
            assertThat(server.warmUpUntilQuiet(2, 4)).as("three quiet slices take six seconds").isEqualTo(4);
        }
    }

    @Test
    void keepsAServerForAllItsTurnsOrStartsItAnewForEach() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Servers staying = new Servers(true, 4, 1, new PrintStream(said));
                Servers anew = new Servers(false, 4, 1, new PrintStream(said))) {
            staying.prepare(List.of(LIMIT));
            anew.prepare(List.of(LIMIT));
            assertThat(said.toString()).matches("warmed +limit +in \\d+ s.*\\R");

            assertThat(processOfATurn(staying)).isEqualTo(processOfATurn(staying));
            assertThat(processOfATurn(anew)).isNotEqualTo(processOfATurn(anew));
            assertThat(ProcessHandle.of(processOfATurn(anew))).as("ended with its turn").isEmpty();
        }
    }

    private static long processOfATurn(Servers servers) throws IOException, InterruptedException {
        RunningServer server = servers.take(LIMIT);
        servers.giveBack(server);
        return server.process().pid();
    }
}
