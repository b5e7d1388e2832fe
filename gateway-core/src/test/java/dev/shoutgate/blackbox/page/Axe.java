package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What Deque's axe-core says against a page as it stands: rules of WCAG 2.2, A and AA, and good practice, measured in
 * the browser. Any test of a page asks it, in each state that the page has.
 */
final class Axe {
    private static final String SOURCE = source();

    /** The worst two of its four grades; each finding as rule, grade, and the first places where it is. */
    private static final String RUN = "window.axeSays = null; axe.run(document, {resultTypes: ['violations']}).then("
            + "result => { window.axeSays = result.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            + ".map(v => v.id + ' (' + v.impact + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' '"
            + " + (n.any.concat(n.all, n.none)[0] || {message: ''}).message).join(' | ')).join('\\n')"
            + " + '\\nrules ' + result.passes.length; }, error => { window.axeSays = 'axe failed: ' + error; }); 0";

    private Axe() {
    }

    private static String source() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core is a dependency of the tests", e);
        }
    }

    /** Fails where the page has a serious or a critical finding. */
    static void check(Chromium browser) throws Exception {
        assertThat(findings(browser)).as("accessibility of %s", browser.look("location.href")).isEmpty();
    }

    /** What it finds, a line each. */
    static List<String> findings(Chromium browser) throws Exception {
        browser.look("window.axe ? 0 : (() => {" + SOURCE + "\n})(); 0");
        browser.look(RUN);
        String[] said = new String[1];
        await("axe").atMost(Duration.ofSeconds(60)).until(() -> {
            said[0] = browser.look("window.axeSays === null ? '' : window.axeSays");
            return said[0].contains("\nrules ") || said[0].startsWith("axe failed");
        });
        List<String> lines = said[0].lines().filter(line -> !line.isBlank()).toList();
        String last = lines.get(lines.size() - 1);
        // A page on which no rule had anything to look at was not there.
        assertThat(last).as("what axe looked at").matches("rules [1-9][0-9]*");
        return lines.subList(0, lines.size() - 1);
    }
}
