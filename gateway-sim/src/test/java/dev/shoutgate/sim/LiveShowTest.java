package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's show, smaller, against the gateway itself: its jar, as a user starts it. */
@Timeout(240)
class LiveShowTest {
    private static final Path JAR = Path.of("../gateway-core/target/gateway.jar");
    private static final Pattern READY =
            Pattern.compile("ready buyers=http://\\S+:(\\d+) operators=http://\\S+:(\\d+) data=\\S+");

    @TempDir
    private Path folder;

    @Test
    void keepsEveryPromiseWhileTheHostRestocksCutsPricesPausesAndCloses() throws Exception {
        assumeTrue(Files.exists(JAR), "a gateway to test is built by `mvn package`");
        Process gateway = start();
        try {
            Matcher ports = ready(gateway);
            StringWriter out = new StringWriter();
            // The machine of the tests is busy with other things too, which is no fault of the gateway's. An eighth of
            // the show comes before the opening, and has to be long enough for a slow start.
            int status = SimMain.run(new String[] {"show", "--rate", "400", "--seconds", "10", "--buyers-url",
                "http://127.0.0.1:" + ports.group(1), "--operators-url", "http://127.0.0.1:" + ports.group(2),
                "--lag-threshold-ms", "60000", "--settle-seconds", "60"}, new PrintWriter(out), new PrintWriter(out));

            assertThat(status).as(out.toString()).isZero();
            assertThat(out.toString()).contains("came: 10 acts", "409 sale-not-open", "409 sale-paused",
                    "409 sale-closed", "phone at 149900", "phone at 199900", "lipstick at 6900", "lipstick at 9900");
        } finally {
            gateway.destroy();
            if (!gateway.waitFor(30, TimeUnit.SECONDS)) {
                gateway.destroyForcibly().waitFor();
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-jar", JAR.toString(), "serve", "--demo", "--data", folder.resolve("data").toString(), "--port", "0",
                "--operator-port", "0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static Matcher ready(Process gateway) throws IOException {
        // Read to its end by nobody: after the line that says ready the gateway prints nothing more to standard output.
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return ready;
            }
        }
        throw new AssertionError("the gateway ended before it was ready");
    }
}
