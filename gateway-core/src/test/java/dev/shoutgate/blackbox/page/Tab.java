package dev.shoutgate.blackbox.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tab of a real browser: opens a page, looks, taps, types, and knows what went over the wire. Any thread. */
public final class Tab implements AutoCloseable {

    /** How long a condition on a page may take to come true on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Chromium browser;
    private final String target;
    private final String session;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Long> bytes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

    /** A request that the page made. {@code type}: as DevTools name it, such as Document, Script, EventSource. */
    public record Sent(String id, String method, String url, String type) {}

    Tab(Chromium browser, String target, String session) {
        this.browser = browser;
        this.target = target;
        this.session = session;
    }

    void begin() throws Exception {
        call("Page.enable");
        call("Runtime.enable");
        call("Network.enable");
        // A tab behind another is as awake as one in front: tests look at several at once.
        call("Emulation.setFocusEmulationEnabled", parameters().put("enabled", true));
        size(390, 844);
    }

    // ---- What it is opened as, before the page ----

    /** The size of the screen in CSS pixels; up to 600 on one side it is a phone, with a finger. */
    public Tab size(int width, int height) throws Exception {
        boolean phone = Math.min(width, height) < 600;
        call("Emulation.setDeviceMetricsOverride", parameters().put("width", width).put("height", height)
                .put("deviceScaleFactor", 1).put("mobile", phone));
        call("Emulation.setTouchEmulationEnabled", parameters().put("enabled", phone));
        return this;
    }

    /** The system's colours and motion, such as {@code media("prefers-color-scheme", "dark")}. */
    public Tab media(String feature, String value) throws Exception {
        ObjectNode media = parameters();
        media.putArray("features").addObject().put("name", feature).put("value", value);
        call("Emulation.setEmulatedMedia", media);
        return this;
    }

    /** The browser's language, as it says it to the server and to the page: {@code zh-CN}. */
    public Tab language(String tag) throws Exception {
        String agent = browser.call(null, "Browser.getVersion", parameters()).path("userAgent").asText();
        call("Emulation.setUserAgentOverride", parameters().put("userAgent", agent).put("acceptLanguage", tag));
        return this;
    }

    /** Trusts whatever certificate it is shown. */
    public Tab trusting() throws Exception {
        call("Security.setIgnoreCertificateErrors", parameters().put("ignore", true));
        return this;
    }

    /** A line that carries so much and takes so long; 0 bytes a second: none at all. */
    public Tab line(int delayMs, int bytesASecond) throws Exception {
        call("Network.emulateNetworkConditions", parameters().put("offline", bytesASecond == 0)
                .put("latency", delayMs).put("downloadThroughput", bytesASecond).put("uploadThroughput", bytesASecond));
        return this;
    }

    /** The line of this machine again. */
    public Tab fullLine() throws Exception {
        return line(0, -1);
    }

    /** Runs a piece of JavaScript in every page from now on, before the page's own. */
    public Tab before(String script) throws Exception {
        call("Page.addScriptToEvaluateOnNewDocument", parameters().put("source", script));
        return this;
    }

    // ---- What it does ----

    public Tab open(String url) throws Exception {
        call("Page.navigate", parameters().put("url", url));
        return this;
    }

    /**
     * What a piece of JavaScript comes to, as text; empty while it throws, as it does before the page is there, and
     * where the page went on to another meanwhile.
     */
    public String look(String script) throws Exception {
        JsonNode result;
        try {
            result = call("Runtime.evaluate",
                    parameters().put("expression", script).put("awaitPromise", true).put("returnByValue", true));
        } catch (IllegalStateException e) {
            if (e.getMessage().contains("navigated")) {
                return "";
            }
            throw e;
        }
        JsonNode value = result.path("result").path("value");
        return result.has("exceptionDetails") ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }

    /** Waits until a piece of JavaScript comes to a value. */
    public void eventually(String script, String value) {
        await(script).atMost(PATIENCE).until(() -> look("String(" + script + ")"), value::equals);
    }

    /** Waits until a piece of JavaScript is true. */
    public void eventually(String script) {
        eventually("Boolean(" + script + ")", "true");
    }

    /** Puts a finger, or the mouse, on the middle of an element, once nothing lies over it. */
    public void tap(String selector) throws Exception {
        String middle = "(e => { e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();"
                + "const x = r.left + r.width / 2, y = r.top + r.height / 2;"
                + "return e.contains(document.elementFromPoint(x, y)) ? [x, y] : null; })"
                + "(document.querySelector(" + Chromium.JSON.writeValueAsString(selector) + "))";
        String at = await("can be tapped: " + selector).atMost(PATIENCE)
                .until(() -> look(middle), found -> found.startsWith("["));
        JsonNode point = Chromium.JSON.readTree(at);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", parameters().put("type", type).put("button", "left").put("clickCount", 1)
                    .put("x", point.get(0).asDouble()).put("y", point.get(1).asDouble()));
        }
    }

    /** Presses a key, such as {@code Enter} or {@code Tab}, wherever the focus is. */
    public void key(String key) throws Exception {
        int code = Map.of("Enter", 13, "Tab", 9, "Escape", 27, " ", 32).get(key);
        ObjectNode press = parameters().put("type", "keyDown").put("key", key).put("windowsVirtualKeyCode", code);
        call("Input.dispatchKeyEvent", key.equals("Enter") ? press.put("text", "\r") : press);
        call("Input.dispatchKeyEvent", parameters().put("type", "keyUp").put("key", key)
                .put("windowsVirtualKeyCode", code));
    }

    /** Types text wherever the focus is. */
    public void type(String text) throws Exception {
        call("Input.insertText", parameters().put("text", text));
    }

    /** A picture of what is on the screen, as PNG. */
    public void picture(Path file) throws Exception {
        JsonNode picture = call("Page.captureScreenshot", parameters().put("format", "png"));
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    // ---- What went over the wire ----

    /** Every request since the tab was made, or since {@link #forget}. */
    public List<Sent> requests() {
        return List.copyOf(sent);
    }

    /** Bytes that came over the wire, heads and bodies, packed as they were. */
    public long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts requests and bytes from nothing again. */
    public void forget() {
        sent.clear();
        bytes.clear();
    }

    /** What the page threw and nobody caught, and what its content policy refused. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    void happened(String method, JsonNode told) {
        String id = told.path("requestId").asText();
        switch (method) {
            case "Network.requestWillBeSent" -> sent.add(new Sent(id, told.path("request").path("method").asText(),
                    told.path("request").path("url").asText(), told.path("type").asText()));
            case "Network.responseReceived" -> bytes.merge(id,
                    told.path("response").path("encodedDataLength").asLong(), Long::sum);
            case "Network.dataReceived" -> bytes.merge(id, told.path("encodedDataLength").asLong(), Long::sum);
            case "Network.loadingFinished" -> bytes.put(id, told.path("encodedDataLength").asLong());
            case "Runtime.exceptionThrown" -> errors.add(told.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (told.path("type").asText().equals("error")) {
                    errors.add(told.path("args").toString());
                }
            }
            default -> { }
        }
    }

    /** A call of the protocol that has no method here. */
    public JsonNode call(String method, ObjectNode parameters) throws Exception {
        return browser.call(session, method, parameters);
    }

    private JsonNode call(String method) throws Exception {
        return call(method, parameters());
    }

    private static ObjectNode parameters() {
        return Chromium.parameters();
    }

    @Override
    public void close() throws Exception {
        browser.call(null, "Target.closeTarget", parameters().put("targetId", target));
    }
}
