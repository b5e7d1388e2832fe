package dev.shoutgate.room;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The pages that come with the gateway: the live room with what it loads, the front door, the problems, the description
 * of the API. All are read once, at the start.
 *
 * <p>Threading: immutable, any thread.
 */
public final class StaticPages {

    private static final String HTML = "text/html; charset=utf-8";

    /** Stands in a description for the address that answers, which is known when somebody asks. */
    private static final String ADDRESS = "http://bound.invalid";

    private static final String PICTURE = "image/svg+xml";

    /** What a page names; scripts that are only imported come with those that import them. */
    private static final Assets ASSETS = new Assets(Set.of("favicon.svg", "live.css", "live.js", "pages.css",
            "front.js", "checkout.js", "pass-worker.js", "host.css", "host-board.css", "host.js"));

    private final FrontPage front = new FrontPage();
    private final Page live = ASSETS.inlined(text("live.html"));
    private final String buyersApi;
    private final String operatorsApi;
    private final Page events = page("events.json", "application/schema+json");
    private final Page checkout = html(text("checkout.html")).packedAhead();
    private final Map<String, Page> pictures = Map.of(
            "phone.svg", page("demo/phone.svg", PICTURE),
            "lipstick.svg", page("demo/lipstick.svg", PICTURE));
    private final ProblemPages problems = new ProblemPages();
    private final HostPages host = new HostPages();

    public StaticPages() {
        this(false);
    }

    /** {@code demo}: whether the ports are those of a demo. */
    public StaticPages(boolean demo) {
        buyersApi = api("buyers", demo);
        operatorsApi = api("operators", demo);
    }

    private static String api(String port, boolean demo) {
        return (demo ? OpenApi.ofDemo(port, ADDRESS) : OpenApi.of(port, ADDRESS)).toPrettyString();
    }

    public FrontPage front() {
        return front;
    }

    /** Where an order of a demo is paid; it reads the order's id off its own path. */
    public Page checkout() {
        return checkout;
    }

    /** A picture of the demo's goods, or null where there is no such file. */
    public Page picture(String name) {
        return pictures.get(name);
    }

    /** The host's desk, for all of its paths; {@code buyersPort}: of the live rooms, 0 while it is not open. */
    public Page host(int buyersPort, String buyersScheme) {
        return host.page(buyersPort, buyersScheme);
    }

    /** The live room; it reads the id of its sale off its own path. */
    public Page live() {
        return live;
    }

    /** The description of the buyers' port; {@code address}: where it was reached, as in http://127.0.0.1:8080. */
    public Page buyersApi(String address) {
        return json(buyersApi.replace(ADDRESS, address));
    }

    /** The description of the operators' port, likewise. */
    public Page operatorsApi(String address) {
        return json(operatorsApi.replace(ADDRESS, address));
    }

    /** The JSON Schemas of the events that a topic gets. */
    public Page events() {
        return events;
    }

    /** What a page loads, or null where there is no such file. */
    public Page asset(String name) {
        return ASSETS.of(name);
    }

    /** The list of all problems. */
    public Page problems() {
        return problems.index();
    }

    /** The page of one problem, or null where there is no such code. */
    public Page problem(String code) {
        return problems.of(code);
    }

    private static Page page(String name, String contentType) {
        return new Page(contentType, read(name)).packedAhead();
    }

    /** The text of a page, with the lasting names of what it loads. */
    static String text(String name) {
        return ASSETS.linked(new String(read(name), StandardCharsets.UTF_8));
    }

    static byte[] read(String name) {
        try (InputStream in = StaticPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static Page json(String text) {
        return new Page("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    static Page html(String text) {
        return new Page(HTML, text.getBytes(StandardCharsets.UTF_8));
    }
}
