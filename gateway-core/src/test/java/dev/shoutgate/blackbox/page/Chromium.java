package dev.shoutgate.blackbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real browser without a window, driven over its DevTools protocol: opens a page, looks, presses. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private int lastId;

    private Chromium(Process process, Path profile) throws Exception {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(pageSocket()), new Incoming()).get(20, TimeUnit.SECONDS);
    }

    /** Where the browser is on this machine, if it is. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of).filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path program) throws Exception {
        Path profile = Files.createTempDirectory("shoutgate-chromium-");
        Process process = new ProcessBuilder(List.of(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--window-size=390,844", "--remote-debugging-port=0",
                "--user-data-dir=" + profile, "about:blank"))
                .redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
        return new Chromium(process, profile);
    }

    private String pageSocket() throws Exception {
        Path portFile = profile.resolve("DevToolsActivePort");
        Awaitility.await("the browser's port").atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(portFile) && Files.readAllLines(portFile).size() >= 2);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
        JsonNode[] pages = new JsonNode[1];
        Awaitility.await("the browser's page").atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (InputStream answer = list.toURL().openStream()) {
                pages[0] = JSON.readTree(answer);
            }
            return pages[0].size() > 0;
        });
        return pages[0].get(0).get("webSocketDebuggerUrl").asText();
    }

    void open(String url) throws Exception {
        call("Page.navigate", JSON.createObjectNode().put("url", url));
    }

    /** Runs a piece of JavaScript in every page from now on, before the page's own. */
    void before(String script) throws Exception {
        call("Page.enable", JSON.createObjectNode());
        call("Page.addScriptToEvaluateOnNewDocument", JSON.createObjectNode().put("source", script));
    }

    /** What a piece of JavaScript comes to, as text; empty while it throws, as it does before the page is there. */
    String look(String script) throws Exception {
        JsonNode result = call("Runtime.evaluate", JSON.createObjectNode().put("expression", script));
        return result.has("exceptionDetails") ? "" : result.path("result").path("value").asText();
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = ++lastId;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).get(10, TimeUnit.SECONDS);
        return answer.get(30, TimeUnit.SECONDS).path("result");
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
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
