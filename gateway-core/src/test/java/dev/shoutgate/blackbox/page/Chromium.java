package dev.shoutgate.blackbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window, driven over its DevTools protocol. All its tabs talk over one socket, each in a
 * session of its own. Any thread.
 */
public final class Chromium implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();
    private int lastId;

    private Chromium(Process process, Path profile) throws Exception {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Incoming()).get(20, TimeUnit.SECONDS);
    }

    /** Where the browser is on this machine, if it is. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Starts the browser of this machine; without one, the test that asks is skipped, and says so. */
    public static Chromium start() throws Exception {
        Optional<Path> program = installed();
        if (program.isEmpty()) {
            System.out.println("skipped: a test in a real browser; install Debian's package chromium to run it");
        }
        Assumptions.assumeTrue(program.isPresent(), "Chromium is not installed");
        return start(program.get());
    }

    static Chromium start(Path program) throws Exception {
        Path profile = Files.createTempDirectory("shoutgate-chromium-");
        Process process = new ProcessBuilder(List.of(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=390,844",
                "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0",
                "--user-data-dir=" + profile, "about:blank"))
                .redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
        return new Chromium(process, profile);
    }

    private String address() throws Exception {
        Path portFile = profile.resolve("DevToolsActivePort");
        Awaitility.await("the browser's port").atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(portFile) && Files.readAllLines(portFile).size() >= 2);
        List<String> lines = Files.readAllLines(portFile);
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
    }

    /** One more tab, which shares its storage and its connections with the others. */
    public Tab tab() throws Exception {
        return tab(null);
    }

    /** A tab with a storage of its own, as if it were on another phone. */
    public Tab stranger() throws Exception {
        return tab(call(null, "Target.createBrowserContext", parameters()).path("browserContextId").asText());
    }

    private Tab tab(String context) throws Exception {
        ObjectNode wanted = parameters().put("url", "about:blank");
        if (context != null) {
            wanted.put("browserContextId", context);
        }
        String target = call(null, "Target.createTarget", wanted).path("targetId").asText();
        ObjectNode attached = parameters().put("targetId", target).put("flatten", true);
        String session = call(null, "Target.attachToTarget", attached).path("sessionId").asText();
        Tab tab = new Tab(this, target, session);
        listeners.put(session, tab::happened);
        tab.begin();
        return tab;
    }

    static ObjectNode parameters() {
        return JSON.createObjectNode();
    }

    /** One call of the protocol; {@code session}: of which tab, null for the browser's own. */
    JsonNode call(String session, String method, ObjectNode parameters) throws Exception {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        send(session, method, parameters, answer);
        JsonNode node = answer.get(60, TimeUnit.SECONDS);
        if (node.has("error")) {
            throw new IllegalStateException(method + " " + parameters + ": " + node.path("error"));
        }
        return node.path("result");
    }

    private synchronized void send(String session, String method, ObjectNode parameters,
            CompletableFuture<JsonNode> answer) throws Exception {
        int id = ++lastId;
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).get(20, TimeUnit.SECONDS);
    }

    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                CompletableFuture<JsonNode> waiting = answers.remove(node.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(node);
                } else if (node.has("method")) {
                    listeners.getOrDefault(node.path("sessionId").asText(), (method, told) -> { })
                            .accept(node.path("method").asText(), node.path("params"));
                }
            } catch (IOException e) {
                throw new IllegalStateException("the browser sent no JSON", e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        // Processes that it started write on for a moment after it has ended.
        Awaitility.await("an empty " + profile).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::isCleared);
    }

    private boolean isCleared() throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        return !Files.exists(profile);
    }
}
