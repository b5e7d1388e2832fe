package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What Deque's axe-core says against a page as it stands: rules of WCAG 2.2, A and AA, and good practice, measured in
 * the browser. Any test of a page asks it, in each state that the page has.
 */
final class Axe {
    private static final String SOURCE = source();

    /** The worst two of its four grades; each finding as rule, grade, and the first places where it is. */
    private static final String RUN = "axe.run(document, {resultTypes: ['violations']}).then(result => ["
            + "...result.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id"
            + " + ' (' + v.impact + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160).replace(/\\s+/g, ' ')"
            + " + ' ' + (n.any.concat(n.all, n.none)[0] || {message: ''}).message.replace(/\\s+/g, ' ')).join(' | ')),"
            + "'rules ' + result.passes.length].join('\\n'), error => 'axe failed: ' + error)";

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
    static void check(Tab tab) throws Exception {
        assertThat(findings(tab)).as("accessibility of %s", tab.look("location.href")).isEmpty();
    }

    /** What it finds, a line each. */
    static List<String> findings(Tab tab) throws Exception {
        tab.look("window.axe ? 0 : (() => {" + SOURCE + "\n})(); 0");
        List<String> lines = tab.look(RUN).lines().toList();
        String last = lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
        // A page on which no rule had anything to look at was not there.
        assertThat(last).as("what axe looked at").matches("rules [1-9][0-9]*");
        return lines.subList(0, lines.size() - 1);
    }
}
