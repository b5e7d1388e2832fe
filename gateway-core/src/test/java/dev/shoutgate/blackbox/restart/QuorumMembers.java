package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.shoutgate.FreePorts;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Gateways in processes of their own that are the members of one cluster. One thread. */
final class QuorumMembers implements AutoCloseable {

    private static final int PORTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Map<String, Object>> addresses = new ArrayList<>();
    private final GatewayProcess[] processes;

    QuorumMembers(Path folder, int count) throws IOException {
        this.folder = folder;
        processes = new GatewayProcess[count];
        for (int id = 0; id < count; id++) {
            addresses.add(Map.of("id", id, "host", "127.0.0.1", "port", FreePorts.ofUdp(PORTS)));
        }
    }

    Settings settings(int id) {
        // Who was paused in the midst of a request, and goes on, would say 408: true, and no part of what is tested.
        return Settings.restless().with("data", folder(id).resolve("data").toString()).with("durability", "quorum")
                .with("buyers.request-timeout", "60s")
                .with("cluster.member", id).with("cluster.members", addresses);
    }

    Path folder(int id) {
        return folder.resolve("member-" + id);
    }

    /** Starts them; those whose ids are given. None is ready before most of them are there. */
    void start(int... ids) throws IOException {
        for (int id : ids) {
            Files.createDirectories(folder(id));
            processes[id] = GatewayProcess.begin(folder(id), settings(id));
        }
        for (int id : ids) {
            processes[id].untilReady();
        }
    }

    GatewayProcess of(int id) {
        return processes[id];
    }

    /** SIGKILL. */
    void kill(int id) throws InterruptedException {
        processes[id].killHard();
        processes[id] = null;
    }

    void startAllThatAreDown() throws IOException {
        start(IntStream.range(0, processes.length).filter(id -> processes[id] == null).toArray());
    }

    void signal(int id, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(processes[id].pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** The one that decides, as soon as it says so itself. */
    int awaitLeader() {
        return awaitLeaderBut(-1);
    }

    /** The same, without asking one that cannot answer. */
    int awaitLeaderBut(int silent) {
        return Awaitility.await().atMost(PATIENCE).until(() -> IntStream.range(0, processes.length)
                .filter(id -> id != silent && processes[id] != null && has(id, "leader"))
                .boxed().findFirst().orElse(null), Objects::nonNull);
    }

    void awaitFollower(int id) {
        Awaitility.await().atMost(PATIENCE).until(() -> has(id, "follower"));
    }

    private boolean has(int id, String role) {
        return role.equals(view(id).path("role").asText());
    }

    /** What a member says of the cluster; an empty one while it cannot. */
    private JsonNode view(int id) {
        try {
            Answer answer = processes[id].operators().get("/v1/cluster");
            return answer.status() == 200 ? answer.json() : MissingNode.getInstance();
        } catch (UncheckedIOException notThere) {
            return MissingNode.getInstance();
        }
    }

    private boolean isReady(int id) {
        try {
            return processes[id].operators().api().get("/readyz").status() == 200;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }

    /** Until all of them are ready and have the same memory, at the same place of the log. */
    void awaitOneTruth() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> truths = new HashSet<>();
            for (int id = 0; id < processes.length; id++) {
                JsonNode view = view(id);
                assertThat(view.path("stateHash").asText()).matches("[0-9a-f]{16}");
                assertThat(isReady(id)).isTrue();
                truths.add(view.path("sequence").asLong() + " " + view.path("stateHash").asText());
            }
            assertThat(truths).hasSize(1);
        });
    }

    /** In order, so that none leaves shared memory behind, as one that is killed does until its next start. */
    @Override
    public void close() {
        List<GatewayProcess> left = Stream.of(processes).filter(Objects::nonNull).toList();
        left.forEach(GatewayProcess::askToEnd);
        for (GatewayProcess process : left) {
            try {
                process.endsWithin(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.close();
        }
    }
}
